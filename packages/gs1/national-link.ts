// The link forms of Vietnam's national traceability portal: written for labels, and its product pages read.

import { buildDigitalLink } from './build-digital-link.ts';
import type { Element } from './element.ts';
import { escapeInQuery } from './escape.ts';
import type { Result } from './fault.ts';
import { parseDigitalLink } from './parse-digital-link.ts';
import { findHostEnd, findHostStart, TAX_CODE_NAME } from './parsed-link.ts';
import type { Parsed } from './parsed-link.ts';
import { noteRepair } from './repair.ts';
import type { Repair } from './repair.ts';
import { refuseName } from './naming-fault.ts';

export interface NationalPortal {
  /** Scheme, host and path before the key, without a slash at its end. */
  readonly stem: string;
  /** Name of the query parameter that carries the operator's tax code. */
  readonly taxCodeName: string;
}

/**
 * As two makers of labels write it independently of each other (seen in 2026); the portal, run since 1 October 2024,
 * publishes no description, so every part of it is configuration.
 */
export const NATIONAL_PORTAL: NationalPortal = { stem: 'https://qr.txng.gov.vn', taxCodeName: TAX_CODE_NAME };

/** The portal behind an address such as `https://qr.txng.gov.vn/?8000`: stem, then the name of the parameter. */
export function readNationalPortal(address: string): NationalPortal | undefined {
  const found = /^(https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?)\?([A-Za-z0-9_-]+)=?$/.exec(address);
  return found === null ? undefined : { stem: found[1]!.replace(/\/+$/, ''), taxCodeName: found[2]! };
}

export interface NationalLinkOptions {
  readonly portal?: NationalPortal;
  /** Tax code of the operator: 10 digits, 12 (a person's number) or 13 (a branch, a hyphen allowed before its three). */
  readonly taxCode?: string;
  /** Write a GTIN-13 with 13 digits, as the labels seen do; then strict readers refuse the link. */
  readonly shortGtin?: boolean;
}

const TAX_CODE = /^\d{10}(?:\d{2}|-?\d{3})?$/;

/**
 * `https://qr.txng.gov.vn/01/{GTIN}/10/{lot}?8000={tax code}` of elements whose key is a GTIN. Without a tax code it is
 * a Digital Link that keeps every rule; with it, strict readers refuse the parameter. Faults: those of buildDigitalLink,
 * `national_needs_gtin`, `bad_tax_code`.
 */
export function buildNationalLink(elements: readonly Element[], options: NationalLinkOptions = {}): Result<string> {
  const { portal = NATIONAL_PORTAL, taxCode, shortGtin } = options;
  if (taxCode !== undefined && !TAX_CODE.test(taxCode)) return refuseName('bad_tax_code', 0, { got: taxCode });
  const built = buildDigitalLink(elements, { stem: portal.stem });
  if (!built.ok) return built;
  const head = `${portal.stem}/01/`;
  if (!built.value.startsWith(head)) return refuseName('national_needs_gtin', 0);
  const link = shortGtin === true && built.value.startsWith(`${head}0`) ? head + built.value.slice(head.length + 1) : built.value;
  if (taxCode === undefined) return { ok: true, value: link };
  return { ok: true, value: `${link}${link.includes('?') ? '&' : '?'}${portal.taxCodeName}=${escapeInQuery(taxCode)}` };
}

/** Where the portal shows a product: `/portal/product/{GTIN}/{lot}`, seen in one program that makes labels. */
const PRODUCT_PAGE = { host: 'txng.gov.vn', path: /^\/portal\/product\/(\d{8,14})(?:\/([^/?#]+))?\/?(?=[?#]|$)/ };

/**
 * Reads the address of a product page of the portal as GTIN and lot, with the repair `portal_page`; undefined for every
 * other text. It is no Digital Link and no rule makes it a key, so parseDigitalLink refuses it: for scans, after that.
 */
export function readPortalPage(text: string): Result<Parsed> | undefined {
  const hostFrom = findHostStart(text);
  if (hostFrom < 0) return undefined;
  const hostTo = findHostEnd(text, hostFrom);
  const host = text.slice(hostFrom, hostTo).toLowerCase();
  const page = host === PRODUCT_PAGE.host ? PRODUCT_PAGE.path.exec(text.slice(hostTo)) : null;
  if (page === null) return undefined;
  const [whole, gtin = '', lot] = page;
  const link = `https://${host}/01/${gtin}${lot === undefined ? '' : `/10/${lot}`}${text.slice(hostTo + whole.length)}`;
  const parsed = parseDigitalLink(link, 'lenient');
  if (!parsed.ok) return parsed;
  const repairs: Repair[] = [];
  noteRepair(repairs, 'portal_page');
  return { ok: true, value: { ...parsed.value, repairs: [...repairs, ...parsed.value.repairs] } };
}
