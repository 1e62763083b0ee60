// Asks the portal what it knows of a code; a network or a portal that is away is no answer about the code.

/** As app/scanner/scan-answer.ts writes it. */
export interface Answer {
  readonly verdict: string;
  readonly look: string;
  readonly title: string;
  readonly warnings: readonly string[];
  readonly name: string;
  readonly maker: string | null;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly path: string;
  readonly asks_lot: boolean;
}

export type LookUpResult =
  { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'refused'; readonly words: string } | { readonly kind: 'away' };

const answer_max_ms = 12_000;

/** @param path `/01/…`, as `readSymbol` gives it. Never rejects. */
export async function lookUp(path: string, lang: 'vi' | 'en'): Promise<LookUpResult> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), answer_max_ms);
  try {
    const response = await fetch(`/quet/tra-cuu?ma=${encodeURIComponent(path)}&lang=${lang}`, {
      headers: { accept: 'application/json' },
      signal: stop.signal,
    });
    if (response.ok) return { kind: 'answered', answer: (await response.json()) as Answer };
    if (response.status !== 400) return { kind: 'away' };
    const problem = (await response.json()) as { readonly title: string; readonly title_vi: string };
    return { kind: 'refused', words: lang === 'vi' ? problem.title_vi : problem.title };
  } catch {
    return { kind: 'away' };
  } finally {
    clearTimeout(timer);
  }
}
