// Reads what laboratories write as the result of a test: whether goods passed or failed, and what else is said.
import { foldText } from './fold-text.ts';

export interface TestResult {
  /** undefined where the words leave it open, as a bare figure does. */
  readonly outcome: 'passed' | 'failed' | undefined;
  /** What is said besides the outcome itself: "42 chỉ tiêu" of "Đạt, 42 chỉ tiêu"; '' where nothing is. */
  readonly rest: string;
}

const failed_words =
  /^(?:khong|chua) (?:dat|phu hop|dap ung)\b|\b(?:khong|chua) (?:dat|dap ung)\b|\bvuot (?:muc|nguong|gioi han|qua)\b|^fail|\bdo(?:es)? not (?:pass|conform|comply)\b|^not (?:passed|compliant|conform)/;
const passed_words = /^(?:dat|phu hop|dap ung|pass(?:ed)?|conforms?|complies|compliant)\b/;
const leading_words = /^(?:không đạt|chưa đạt|đạt|passed|pass|failed|fail)(?![\p{L}\d])(?: yêu cầu)?[\s,;:.–-]*/iu;

/** Never guesses: what names neither outcome has none. Failing words anywhere weigh more than passing words at the start. */
export function readTestResult(text: string): TestResult {
  const tidy = text.normalize('NFC').trim();
  const folded = foldText(tidy);
  const outcome = failed_words.test(folded) ? 'failed' : passed_words.test(folded) ? 'passed' : undefined;
  return { outcome, rest: outcome === undefined ? tidy : tidy.replace(leading_words, '') };
}
