// Refusals with the words of EPC URNs, patterns and names.

import { fillFault } from './fault.ts';
import type { Result, Words } from './fault.ts';
import { NAMING_FAULT_TEXTS } from './naming-fault-texts.ts';
import type { NamingFaultCode } from './naming-fault-texts.ts';

/** A refusal with one fault. */
export function refuseName(code: NamingFaultCode, position: number, words: Words = {}): Result<never> {
  return { ok: false, faults: [fillFault(code, NAMING_FAULT_TEXTS[code], position, words)] };
}
