// A paragraph that stands out.
import type { ComponentChildren } from 'preact';

/** Something to know before going on; `stop` for what must not be missed. */
export function Note({ tone, children }: { tone?: 'wait' | 'stop'; children: ComponentChildren }) {
  return <div class={tone === undefined ? 'note' : `note ${tone}`}>{children}</div>;
}
