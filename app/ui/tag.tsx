// A short state in a coloured pill; colour never stands alone.
import type { ComponentChildren } from 'preact';

export type Tone = 'right' | 'wait' | 'stop' | 'plain';

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={tone === 'right' ? 'tag' : `tag ${tone}`}>{children}</span>;
}
