// What one look-up of a code brings back from the database, before anything is concluded from it.

import type { ContainmentFact } from '@nguon/trace';
import type { ClaimFact } from './code-end.ts';

/** Instants are milliseconds since 1970, days are `2026-11-22`. */
export interface ScanFacts {
  readonly states: readonly StateFact[];
  /** Lots that the item is recorded to belong to; for a lot, whether items of it are known. */
  readonly lots: readonly string[];
  readonly hasItems: boolean;
  /** Lots of the item that only an ilmd kept from the public tells: what became of them counts, their numbers are never shown. */
  readonly hiddenLots: readonly string[];
  readonly recalls: readonly RecallFact[];
  /** Events that end the code or its lots, with those that bring them to life; empty where none ends. In order of time. */
  readonly claims: readonly ClaimFact[];
  readonly product: ProductFact | null;
  /**
   * Whether the product's owner recorded the code itself, or named whoever did in a record of its lot or case. null without a
   * product, or while nobody recorded the code.
   */
  readonly fromOwner: boolean | null;
  /** For keys of places and parties: the register's entry. */
  readonly place: PlaceFact | null;
  readonly party: PartyFact | null;
  readonly certificates: readonly CertificateFact[];
  readonly events: readonly EventFact[];
  readonly inputs: readonly InputFact[];
  /** Events of the code and its lots that were declared wrong by who recorded them, the latest declaration first. */
  readonly corrections: readonly CorrectionFact[];
  readonly containers: readonly string[];
  /** What put the code into containers and took it out, and the same of those containers. */
  readonly containment: readonly ContainmentFact[];
  readonly scans: { readonly first_ms: number; readonly total: number } | null;
  readonly provinces: readonly { readonly province: string; readonly total: number }[] | null;
}

export interface StateFact {
  readonly thing: string;
  readonly disposition: string | null;
  readonly disposition_ms: number | null;
  readonly biz_step: string | null;
  readonly biz_step_ms: number | null;
  readonly activated_ms: number | null;
  readonly event_count: number;
}

export interface RecallFact {
  readonly thing: string;
  readonly time_ms: number;
  readonly by: string | null;
}

export interface PartyFact {
  readonly slug: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly address: string;
  readonly phone: string | null;
  readonly tax_code: string | null;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
}

export interface PlaceFact {
  readonly name: string;
  readonly name_en: string | null;
  readonly address: string;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
  readonly growing_area_code: string | null;
  readonly org_name: string;
  readonly org_slug: string;
}

export interface ProductFact extends PartyFact {
  readonly product_slug: string;
  readonly product_name: string;
  readonly product_name_en: string | null;
  readonly product_name_zh: string | null;
  readonly category: string;
  readonly net_content: string | null;
  readonly image: string | null;
  readonly ocop_stars: number | null;
  readonly standard: string | null;
}

export interface CertificateFact {
  readonly kind: 'certificate' | 'test' | 'declaration';
  readonly name: string;
  readonly name_en: string | null;
  readonly number: string;
  readonly issuer_name: string;
  readonly vouched_by: 'self' | 'third_party' | 'state';
  readonly result: string | null;
  readonly issued_on: string;
  readonly valid_until: string | null;
  readonly withdrawn_on: string | null;
}

/** One event as far as the public may see it. */
export interface EventFact {
  readonly seq: string;
  /** The thing through which the event concerns the code: the code, its lot, or a container it was in. */
  readonly via: string;
  readonly role: number;
  readonly time_ms: number;
  readonly record_ms: number;
  readonly event_type: string;
  readonly action: string | null;
  readonly biz_step: string | null;
  readonly disposition: string | null;
  /** null where the event does not show it to the public. */
  readonly org_name: string | null;
  readonly org_id: number | null;
  readonly place: string | null;
  readonly place_name: string | null;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
  readonly growing_area_code: string | null;
  readonly quantity: number | null;
  readonly uom: string | null;
  readonly ilmd: Readonly<Record<string, unknown>> | null;
}

export interface CorrectionFact {
  /** When the wrong event was said to have happened, and when it was taken back. */
  readonly time_ms: number;
  readonly declared_ms: number;
  readonly event_type: string;
  readonly biz_step: string | null;
  readonly role: number;
  /** As captured: a CBV word in any spelling, or a user's URI. */
  readonly reason: string | null;
  readonly by: string | null;
}

export interface InputFact {
  readonly thing: string;
  readonly product_name: string | null;
  readonly product_name_en: string | null;
  readonly org_name: string | null;
}
