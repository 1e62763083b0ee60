// Reads the code somebody asks about, in any spelling: Digital Link, EPC URN, index key, element string, bare digits, own URI.
import { canonicalId, CANONICAL_ROOT, parseDigitalLink } from '@nguon/gs1';
import type { CanonicalId, Fault as CodeFault, Result } from '@nguon/gs1';

const keyForm = /^\/?(?:0[01]|25[35]|401|402|41[457]|800[346]|801[0378])\//;

export function readCode(text: string): Result<CanonicalId> {
  const code = text.trim();
  if (/^urn:/i.test(code)) return canonicalId(code);
  if (keyForm.test(code)) return canonicalId(CANONICAL_ROOT + code.replace(/^\//, ''));
  const link = parseDigitalLink(code, 'lenient');
  if (link.ok) return link.value.faults.length > 0 ? { ok: false, faults: link.value.faults } : canonicalId(link.value.canonical);
  const uri = canonicalId(code);
  return uri.ok ? uri : { ok: false, faults: firstSaying(link.faults, uri.faults) };
}

/** Digits and brackets were meant as a code: its own faults help more than "not a URI". */
function firstSaying(ofLink: readonly CodeFault[], ofUri: readonly CodeFault[]): readonly CodeFault[] {
  return ofLink.length > 0 ? ofLink : ofUri;
}
