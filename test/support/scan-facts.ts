// Facts of an ordinary item for tests, to be changed one by one.
import { gtin } from './sample-events.ts';
import type { ClaimFact } from '../../app/scan/code-end.ts';
import type { CertificateFact, EventFact, ProductFact, ScanFacts, StateFact } from '../../app/scan/facts.ts';
import { readScannedCode } from '../../app/scan/scanned-code.ts';
import type { ScannedCode } from '../../app/scan/scanned-code.ts';

export const now_ms = Date.parse('2026-11-22T03:00:00Z');
export const top = `01/${gtin(1)}`;
export const item = `${top}/21/A1`;
export const lot = `${top}/10/L1`;

export function codeOf(path: string): ScannedCode {
  const read = readScannedCode(path, '');
  if (!read.ok) throw new Error(read.faults[0]!.en);
  return read.code;
}

export function state(changes: Partial<StateFact> = {}): StateFact {
  return {
    thing: item,
    disposition: 'active',
    disposition_ms: now_ms - 1e8,
    biz_step: 'commissioning',
    biz_step_ms: now_ms - 1e8,
    activated_ms: now_ms - 1e8,
    event_count: 1,
    ...changes,
  };
}

export function claim(changes: Partial<ClaimFact> = {}): ClaimFact {
  return { thing: item, ends: true, standing: 'issuer', time_ms: now_ms - 1e7, by: 'Nhà làm', quantity: null, uom: null, ...changes };
}

let seq = 0;
export function event(hoursAgo: number, biz_step: string | null, changes: Partial<EventFact> = {}): EventFact {
  const time_ms = now_ms - hoursAgo * 3_600_000;
  return {
    seq: String(++seq),
    via: item,
    role: 1,
    time_ms,
    record_ms: time_ms + 60_000,
    event_type: 'ObjectEvent',
    action: 'OBSERVE',
    biz_step,
    disposition: null,
    org_name: 'Nhà làm',
    org_id: 1,
    place: null,
    place_name: null,
    unit_name: null,
    unit_name_en: null,
    growing_area_code: null,
    quantity: null,
    uom: null,
    ilmd: null,
    ...changes,
  };
}

export function certificate(changes: Partial<CertificateFact> = {}): CertificateFact {
  return {
    kind: 'certificate',
    name: 'VietGAP',
    name_en: null,
    number: 'V1',
    issuer_name: 'Minh Nông',
    vouched_by: 'third_party',
    result: null,
    issued_on: '2026-01-01',
    valid_until: '2027-01-01',
    withdrawn_on: null,
    ...changes,
  };
}

export const product: ProductFact = {
  product_slug: 'muoi-tom',
  product_name: 'Muối tôm',
  product_name_en: 'Shrimp salt',
  product_name_zh: '虾盐',
  category: 'Thực phẩm',
  net_content: '150 g',
  image: null,
  ocop_stars: 4,
  standard: 'HACCP',
  slug: 'nha-lam',
  name: 'Nhà làm',
  name_en: null,
  address: 'Ấp 1',
  phone: null,
  tax_code: null,
  unit_name: 'Phường Tân Ninh',
  unit_name_en: 'Tan Ninh Ward',
};

export function facts(changes: Partial<ScanFacts> = {}): ScanFacts {
  return {
    states: [state()],
    lots: [lot],
    hiddenLots: [],
    hasItems: false,
    recalls: [],
    claims: [],
    product,
    fromOwner: true,
    place: null,
    party: null,
    certificates: [certificate()],
    events: [event(30, 'commissioning', { action: 'ADD' })],
    inputs: [],
    corrections: [],
    containers: [],
    containment: [],
    scans: null,
    provinces: null,
    ...changes,
  };
}
