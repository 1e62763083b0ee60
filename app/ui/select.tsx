// A choice of many, as a drop-down list.
import { describedBy, FieldNotes } from './field-notes.tsx';
import type { FieldNotesProps } from './field-notes.tsx';

export interface ChoiceProps extends FieldNotesProps {
  readonly label: string;
  readonly value?: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function Select(props: ChoiceProps) {
  return (
    <div class={props.error === undefined ? 'group' : 'group bad'}>
      <label class="label" for={props.name}>
        {props.label}
      </label>
      <FieldNotes {...props} />
      <select class="input" id={props.name} name={props.name} aria-describedby={describedBy(props)}>
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
