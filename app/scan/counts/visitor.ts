// What is kept of who scanned: the province and a keyed hash whose key changes every day. Never the address itself.
import { createHmac } from 'node:crypto';
import type { FindProvince } from './address-ranges.ts';
import { readAddress } from '../../read-address.ts';
import { dayOf } from '../page/show.ts';

export interface Visitor {
  /** 12 bytes, base64url; the same address has another one tomorrow. */
  readonly hash: string;
  /** '' where no range is configured or none fits. */
  readonly province: string;
}

export type ReadVisitor = (address: string, now_ms: number) => Visitor;

/** Addresses whose hash is remembered, so that a busy network is hashed once. */
const remembered_max = 20_000;
const hash_bytes = 12;

export function makeVisitorReader(secret: string, findProvince: FindProvince | undefined): ReadVisitor {
  let day = '';
  let dayEnds_ms = 0;
  let key: Buffer = Buffer.alloc(0);
  const remembered = new Map<string, Visitor>();
  return (address, now_ms) => {
    if (now_ms >= dayEnds_ms || now_ms < dayEnds_ms - 86_400_000) {
      day = dayOf(now_ms);
      dayEnds_ms = Date.parse(`${day}T00:00:00+07:00`) + 86_400_000;
      key = createHmac('sha256', secret).update(`scan visitors ${day}`).digest();
      remembered.clear();
    }
    const known = remembered.get(address);
    if (known !== undefined) return known;
    const visitor = { hash: hashAddress(key, address), province: findProvince?.(address) ?? '' };
    if (remembered.size >= remembered_max) remembered.clear();
    remembered.set(address, visitor);
    return visitor;
  };
}

/** IPv6 homes hold a /64: the host part says nothing about who visits. */
function hashAddress(key: Buffer, address: string): string {
  const bits = readAddress(address) ?? address;
  const visitor = bits.startsWith('00000000000000000000ffff') ? bits : bits.slice(0, 16);
  return createHmac('sha256', key).update(visitor).digest().subarray(0, hash_bytes).toString('base64url');
}
