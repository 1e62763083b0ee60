// Whether somebody else than the maker stands behind a standard that the maker says it applies.
import { foldText } from '@nguon/vn';

/** `papers`: those in force. One of them certifies a standard whose name it bears, or that bears its name ("VietGAP" and "VietGAP trồng trọt"). */
export function isCertified(
  standard: string,
  papers: readonly { readonly kind: string; readonly name: string; readonly vouched_by: string }[],
): boolean {
  const wanted = foldText(standard);
  return papers
    .filter(({ kind, vouched_by }) => kind === 'certificate' && vouched_by !== 'self')
    .map(({ name }) => foldText(name))
    .some((name) => name !== '' && (name.includes(wanted) || wanted.includes(name)));
}
