// Hint and error message of a form control, and what ties them to it.
import { layoutWords } from './words/layout.ts';

export interface FieldNotesProps {
  readonly name: string;
  readonly hint?: string;
  /** What is wrong and how to mend it. */
  readonly error?: string | undefined;
  readonly lang?: 'vi' | 'en';
}

export function FieldNotes({ name, hint, error, lang = 'vi' }: FieldNotesProps) {
  return (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="bad-text" id={`${name}-error`}>
          <span class="vh">{layoutWords[lang].errorPrefix}</span>
          {error}
        </p>
      )}
    </>
  );
}

/** Ids of the notes, for aria-describedby of the control. */
export function describedBy({ name, hint, error }: FieldNotesProps): string | undefined {
  const ids = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}
