// A button that submits, or a link that looks like one.
import type { ComponentChildren } from 'preact';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly kind?: 'main' | 'quiet' | 'stop' | 'link';
  /** A link that looks like a button; without it, a submit button. */
  readonly href?: string;
  readonly name?: string;
  readonly value?: string;
}

export function Button({ children, kind = 'main', href, name, value }: ButtonProps) {
  const look = kind === 'main' ? 'btn' : `btn ${kind}`;
  return href === undefined ? (
    <button class={look} type="submit" name={name} value={value}>
      {children}
    </button>
  ) : (
    <a class={look} href={href}>
      {children}
    </a>
  );
}
