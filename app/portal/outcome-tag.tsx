// The outcome of a test in colour, word and sign; nothing where the result names none.
import { readTestResult } from '@nguon/vn';
import { Tag } from '../ui/tag.tsx';
import { portalWords } from '../ui/words/portal.ts';

export function OutcomeTag({ result, lang }: { result: string | null; lang: 'vi' | 'en' }) {
  const { outcome } = readTestResult(result ?? '');
  if (outcome === undefined) return null;
  return (
    <Tag tone={outcome === 'failed' ? 'stop' : 'right'}>
      {outcome === 'failed' ? '✕ ' : '✓ '}
      {portalWords[lang].outcomes[outcome]}
    </Tag>
  );
}
