// Words of the stories for what went wrong: recall, hold, destroy, and an event declared erroneous with its correction.
import { uriOfLot } from './amounts.ts';
import type { Lot } from './amounts.ts';
import { where } from './make.ts';
import type { Deed } from './make.ts';
import { vietnamTime } from './story.ts';
import type { EventFields, Story } from './story.ts';

/** The maker calls a whole lot back: the lot keeps the disposition until it is unset. */
export function recall(story: Story, deed: Deed, lot: Lot, quantity: number, notice: string): void {
  story.tell(deed.by, deed.at, {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'holding',
    disposition: 'recalled',
    persistentDisposition: { set: ['recalled'] },
    quantityList: [{ epcClass: uriOfLot(lot), quantity }],
    ...where(deed.place),
    bizTransactionList: [{ type: 'recadv', bizTransaction: `urn:nguon:recall:${notice}` }],
    'tn:recallReason': 'Ớt nguyên liệu có độc tố vi nấm vượt mức cho phép',
    'tn:recallReasonEn': 'Mould toxin above the limit in the chilli used',
  });
}

/** A shop takes recalled items off the shelf. */
export function takeOffShelf(story: Story, deed: Deed, epcs: readonly string[]): void {
  story.tell(deed.by, deed.at, {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'holding',
    disposition: 'recalled',
    epcList: [...epcs],
    ...where(deed.place),
  });
}

export function destroy(story: Story, deed: Deed, epcs: readonly string[]): void {
  story.tell(deed.by, deed.at, {
    type: 'ObjectEvent',
    action: 'DELETE',
    bizStep: 'destroying',
    disposition: 'destroyed',
    epcList: [...epcs],
    ...where(deed.place),
  });
}

/** Declares a told event erroneous and names the event that is right (EPCIS 2.0 §7.4.1.2): same event, same id, plus why. */
export function declareError(story: Story, at: number, wrongEventId: string, correctiveEventId: string): void {
  const wrong = story.events.find(({ event }) => event['eventID'] === wrongEventId);
  // Neither has happened yet when the story has not come so far.
  if (wrong === undefined) return;
  const repeated: EventFields = {
    ...wrong.event,
    errorDeclaration: { declarationTime: vietnamTime(at), reason: 'incorrect_data', correctiveEventIDs: [correctiveEventId] },
  };
  story.tellAgain(wrong.by, at, repeated);
}
