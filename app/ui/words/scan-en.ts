// The scan page in English.
import { countOf } from './count-of.ts';
import type { ScanWords } from './scan-vi.ts';

const returnIt = 'do not eat or use it. Keep the package and take it back to where you bought it.';

export const en: ScanWords = {
  languages: 'Languages',
  official: 'Official page of the province',
  brand: (province) => `Origins of ${province}`,
  skip: 'Skip to main content',
  nextStep: 'What to do: ',

  verdicts: {
    recalled_item: {
      title: 'This item is recalled',
      what: 'There is a recall notice for the item that carries this code.',
      next: returnIt,
    },
    recalled_lot: { title: 'This lot is recalled', what: 'The recall covers the whole lot, also the item in your hand.', next: returnIt },
    recalled_product: { title: 'This product is recalled', what: 'The recall covers every lot of this product.', next: returnIt },
    recalled_container: {
      title: 'The case that holds this item is recalled',
      what: 'There is a recall notice for the case or pallet that holds this item.',
      next: returnIt,
    },
    voided: {
      title: 'This code was cancelled',
      what: 'This code is no longer used, or the goods that carried it have been destroyed. Goods on sale must not carry it.',
      next: 'do not buy or use the goods, and tell us where you found the code.',
    },
    not_activated: {
      title: 'This code is not active yet',
      what: 'The code was printed, but the maker has not declared that it was put on goods.',
      next: 'ask the seller. If the goods are on sale, report it so that we can check.',
    },
    unknown: {
      title: 'There is no record of this code',
      what: 'The code is well formed, but nobody has declared goods with it to the province.',
      next: 'check the code on the label. If the label says the goods are from this province, report it.',
    },
    unknown_item: {
      title: 'There is no record of this code',
      what: 'We know the product below, but its maker has not declared any lot or item with exactly this code.',
      next: 'compare the code on the label with the one below. If they are the same, report it.',
    },
    not_by_owner: {
      title: 'Not confirmed by the owner of the code',
      what: '',
      next: 'ask the organisation that the product belongs to before you buy. If something looks wrong, report it at the foot of this page.',
    },
    right: { title: 'The code is right and the goods are in circulation', what: '', next: '' },
    caution: { title: 'The code is right, but please note', what: '', next: '' },
    product: {
      title: 'A page about the product',
      what: 'This code names a kind of product and no lot, so it cannot confirm the package in your hand.',
      next: 'scan the QR code with the lot on the package, or enter the lot number below.',
    },
    place: {
      title: 'The code of a place',
      what: 'This is the code of a place where goods are made or traded, not of goods.',
      next: 'scan the code on the product to see where it comes from.',
    },
    party: {
      title: 'The code of an organisation',
      what: 'This is the code of an organisation or trader, not of goods.',
      next: 'scan the code on the product to see where it comes from.',
    },
    unavailable: {
      title: 'We cannot look this up right now',
      what: 'The system is not answering for the moment. This says nothing about the goods in your hand.',
      next: 'wait a few minutes and load the page again.',
    },
  },
  recalledSince: (when, who) => `Notice of ${when}${who === '' ? '' : `, recorded by ${who}`}.`,
  voidedSince: (when, who) => `Recorded by ${who === '' ? 'the maker' : who} on ${when}.`,
  notByOwner: (who, owner) =>
    `This code was recorded by ${who === '' ? 'an unnamed organisation' : who}, not by ${owner}, to whom the product belongs. There is no public record of this code by ${owner}.`,
  declaredBy: (makers) => (makers === 1 ? 'Declared by 1 organisation' : `Declared by ${makers} organisations`),
  confirmedBy: (others) => (others === 0 ? '' : `, with certificates from ${others} ${others === 1 ? 'other' : 'others'}`),
  noWarning: 'There are no warnings so far.',

  warnings: {
    heading: 'Please note',
    test_failed: (name, when) => `The test of ${when}, ${name}, was failed. Better not buy or use the goods until a new test is passed.`,
    certificate_expired: (name, when) => `${name} expired on ${when}. Ask the maker for a new one.`,
    certificate_withdrawn: (name) => `${name} was withdrawn. This page does not count it as valid.`,
    past_expiry: (when) => `The goods are past their date, ${when}. Better not buy or eat them.`,
    broken_chain: (when) => `The chain breaks: goods were shipped on ${when}, and the public record names nobody who received them.`,
    late_entry: (n) => `${n === 1 ? 'One step was' : `${n} steps were`} recorded more than 48 hours after it happened.`,
    flagged: (what) => `The maker gives the goods' condition as: ${what}. Ask the seller before you buy.`,
    scanned_often: (n) =>
      `The code of one single item has been scanned ${n} times. If you have just bought it new, the code may have been copied.`,
    void_unconfirmed: (when, who) =>
      `${who === '' ? 'An unnamed organisation' : who} declared on ${when} that this code was cancelled, but it neither issued the code nor was ever handed the goods: the claim is not confirmed.`,
    lot_differs: (lot) => `The label names another lot than the record, which puts this item in lot ${lot}.`,
  },

  lot: 'Lot',
  serial: 'Serial number',
  code: 'Code',
  harvested: 'Harvested',
  produced: 'Produced',
  packed: 'Packed',
  useBy: 'Use by',
  bestBefore: 'Best before',
  sellBy: 'Sell by',
  weight: 'Net content',
  quantity: 'Quantity',
  growingArea: 'Growing area',
  standard: 'Standard applied',
  ocop: 'OCOP',
  stars: (n) => `${n} stars`,
  lotForm: 'Enter the lot number on the package',
  lotGo: 'Show this lot',
  address: 'Address',
  taxCode: 'Tax code',
  phone: 'Telephone',

  vouching: 'Who vouches for what',
  noVouching: 'There is no certificate, test or declaration in force.',
  validUntil: (when) => `valid until ${when}`,
  dated: (when) => `of ${when}`,
  number: (number) => `no. ${number}`,
  self: 'Declared by the maker',
  certified: 'Certificate in force',
  outcomes: { passed: 'Passed', failed: 'Failed' },
  third_party: 'Independent third party',
  state: 'State body',
  kinds: { certificate: 'Certificate', test: 'Test', declaration: 'Own declaration' },
  expiredList: (n) => `Expired or withdrawn (${n})`,
  expiredNote: 'These are no longer in force and are listed for your information only.',
  expiredOn: (when) => `expired ${when}`,
  withdrawnOn: (when) => `withdrawn ${when}`,

  journey: 'Journey',
  journeySummary: (stations, places) =>
    `${stations} ${stations === 1 ? 'step' : 'steps'}${places === 0 ? '' : `, ${places} ${places === 1 ? 'place' : 'places'}`}`,
  journeyGap: 'one hand-over is not confirmed',
  gap: 'No confirmation of receipt',
  gapWhat: 'The public record names nobody who received the goods.',
  onTheWay: 'On the way',
  late: (when) => `recorded late, on ${when}`,
  inside: (what) => `inside ${what}`,
  recordedBy: (who) => `recorded by ${who}`,
  moreEvents: (n) => `There ${n === 1 ? 'is 1 more event' : `are ${n} more events`} on record.`,
  pieces: (n) => countOf(n, 'item', 'items'),
  otherStep: 'Another event',
  origin: 'Made from',
  takenBack: (declared, who, step, time, why, more) =>
    `Corrected: on ${declared} ${who === '' ? 'whoever had recorded it' : who} took back the record “${step}” of ${time}.${why === '' ? '' : ` Reason: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`}${more === 0 ? '' : ` ${more} more ${more === 1 ? 'record was' : 'records were'} taken back.`} What is said above leaves out what was taken back.`,
  corrections: 'Corrected',
  correction: (declared, step, time) => `${declared}: the record “${step}” of ${time} was taken back.`,
  correctionReasons: { did_not_occur: 'It did not happen', incorrect_data: 'The data were wrong' },
  fullTrace: 'See the whole chain',

  scans: (asOf, total, first) => `By ${asOf} this code had been scanned ${countOf(total, 'time', 'times')}, first on ${first}.`,
  scansIn: (places) => `Scanned in: ${places}.`,
  otherProvinces: 'elsewhere',
  doubt: 'Report a doubt',
  productPage: 'Product page',
  howToRead: 'How to read this page',
  home: 'The province’s portal',
  footer:
    'This page tells who has declared what, and whether anything is unusual in the record. It does not say that goods are genuine or safe, and does not replace looking at them yourself.',
  printed: (when) => `As of ${when}.`,
  retry: 'Load again',
  photoOf: (name) => `Picture of ${name}`,
};
