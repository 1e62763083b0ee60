// One labelled text control of a form, in the markup pattern of govuk-frontend. Its name is also its id.
import { describedBy, FieldNotes } from './field-notes.tsx';
import type { FieldNotesProps } from './field-notes.tsx';

interface FieldProps extends FieldNotesProps {
  readonly label: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'search' | 'password' | 'email' | 'tel' | 'date' | 'datetime-local' | 'number' | 'file' | 'textarea';
  readonly autocomplete?: string;
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search';
  readonly required?: boolean;
  readonly maxlength?: number;
  readonly accept?: string;
  readonly rows?: number;
}

export function Field(props: FieldProps) {
  const { name, type = 'text', value, autocomplete, inputmode, required, maxlength, accept, rows } = props;
  const described = describedBy(props);
  const common = {
    id: name,
    name,
    class: 'input',
    'aria-describedby': described,
    'aria-invalid': props.error !== undefined ? ('true' as const) : undefined,
    required,
    maxlength,
  };
  return (
    <div class={props.error === undefined ? 'group' : 'group bad'}>
      <label class="label" for={name}>
        {props.label}
      </label>
      <FieldNotes {...props} />
      {type === 'textarea' ? (
        <textarea {...common} rows={rows ?? 5}>
          {value}
        </textarea>
      ) : (
        // The typings want one element for each type; the markup is the same for all.
        <input
          {...common}
          type={type as 'text'}
          value={value}
          autocomplete={autocomplete}
          inputmode={inputmode}
          accept={accept}
          spellcheck={type === 'text' ? undefined : false}
        />
      )}
    </div>
  );
}
