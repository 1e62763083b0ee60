// What the thing is: picture, name, maker and commune, lot, dates, weight; for a place or party, its entry.
import { isCertified } from '../../product/is-certified.ts';
import { bracketed, spellCode } from '../../ui/show-code.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { noPicture } from './icons.ts';
import { unitSign } from '../item-data.ts';
import { portalSuffix, productName, unitName } from './scan-view.ts';
import type { ScanView } from './scan-view.ts';
import { showDay, showNumber } from './show.ts';
import { readLot } from './verdict-part.ts';

type Line = readonly [label: string, value: string | Html];

export function productPart(view: ScanView): Html {
  const { facts, code, words } = view;
  const lines = listLines(view);
  const name = productName(view);
  if (facts.product !== null && name !== undefined) {
    const { product } = facts;
    const maker = view.lang === 'vi' ? product.name : (product.name_en ?? product.name);
    const unit = unitName(product, view.lang);
    return html`<article class="card">
      <div class="top">
        ${picture(product.image, words.photoOf(name))}
        <div>
          <h2>${name}</h2>
          <p class="soft"><a href="/co-so/${product.slug}${portalSuffix(view.lang)}">${maker}</a>${unit !== '' && `, ${unit}`}</p>
        </div>
      </div>
      ${pairs(lines)}${code.level === 'class' && lotForm(view)}
    </article>`;
  }
  const entry = facts.place ?? facts.party;
  const title =
    entry === null ? spellCode(`${code.key}/${code.keyValue}`, view.lang) : view.lang === 'vi' ? entry.name : (entry.name_en ?? entry.name);
  return html`<article class="card">
    <h2>${title}</h2>
    ${facts.place !== null && html`<p class="soft"><a href="/co-so/${facts.place.org_slug}${portalSuffix(view.lang)}">${facts.place.org_name}</a></p>`}${facts.place === null && facts.party !== null && html`<p class="soft"><a href="/co-so/${facts.party.slug}${portalSuffix(view.lang)}">${facts.party.name}</a></p>`}${pairs(lines)}${code.level === 'class' && lotForm(view)}
  </article>`;
}

function picture(image: string | null, alt: string): Html {
  return image === null ? noPicture : html`<img src="${image}" alt="${alt}" width="132" height="132" />`;
}

function pairs(lines: readonly Line[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<dl>
    ${lines.map(([label, value]) => html`<div${(typeof value !== 'string' || value.length > 34) && html` class="wide"`}><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

function listLines(view: ScanView): Line[] {
  const { code, facts, data, words, lang } = view;
  const lines: Line[] = [];
  const add = (label: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined && value !== '') lines.push([label, value]);
  };
  const day = (value: string | undefined): string | undefined => (value === undefined ? undefined : showDay(value, lang));
  const lot = facts.lots[0];
  add(words.lot, lot === undefined ? code.lotNumber : readLot(lot));
  add(words.serial, code.serialNumber);
  add(words.harvested, day(data.harvestedOn));
  add(words.produced, day(data.producedOn));
  add(words.packed, day(data.packedOn));
  add(words.useBy, day(data.useByOn));
  add(words.bestBefore, day(data.bestBeforeOn));
  add(words.sellBy, day(data.sellByOn));
  const net = data.netContent;
  add(words.weight, net === undefined ? facts.product?.net_content : `${showNumber(Number(net.value), lang)} ${unitSign(net.uom)}`);
  add(words.growingArea, data.growingAreaCode ?? facts.place?.growing_area_code);
  if (facts.product !== null && facts.product.ocop_stars !== null) add(words.ocop, words.stars(facts.product.ocop_stars));
  const entry = facts.place ?? (facts.product === null ? facts.party : null);
  const address = entry === null ? '' : [entry.address, unitName(entry, view.lang)].filter((text) => text !== '').join(', ');
  add(words.address, address.charAt(0).toUpperCase() + address.slice(1));
  if (facts.place === null && facts.product === null && facts.party !== null) {
    add(words.phone, facts.party.phone);
    add(words.taxCode, facts.party.tax_code);
  }
  const standard = facts.product?.standard ?? null;
  // What the maker says of itself is marked as such, here as everywhere.
  if (standard !== null) {
    const isBacked = isCertified(standard, view.judgement.inForce);
    lines.push([words.standard, html`${standard}<small>${isBacked ? `✓ ${words.certified}` : words.self}</small>`]);
  }
  const doubtful = view.judgement.verdict.startsWith('unknown') || view.judgement.verdict === 'not_activated';
  if (doubtful || facts.product === null) add(words.code, bracketed(code.path.slice(1)));
  return lines;
}

/** A bare number, as bar codes carry it, asks for the lot: with it the package in hand can be looked up, even where nobody registered the product. */
function lotForm({ code, words, lang }: ScanView): Html | undefined {
  if (code.key !== '01') return undefined;
  return html`<form action="/nhap-ma" method="get">
    <input
      type="hidden"
      name="ma"
      value="${code.keyValue}"
    />${lang !== 'vi' && html`<input type="hidden" name="lang" value="${lang}" />`}<label for="lo">${words.lotForm}</label>
    <div class="line">
      <input id="lo" name="lo" maxlength="20" autocomplete="off" autocapitalize="characters" required /><button class="btn main">
        ${words.lotGo}
      </button>
    </div>
  </form>`;
}
