// A choice of a few.
import { describedBy, FieldNotes } from './field-notes.tsx';
import type { ChoiceProps } from './select.tsx';

/** One choice of a few, each on a line of its own, large enough for a thumb. The first has the id that errors point to. */
export function Radios(props: ChoiceProps) {
  return (
    <fieldset class={props.error === undefined ? 'group' : 'group bad'} aria-describedby={describedBy(props)}>
      <legend>{props.label}</legend>
      <FieldNotes {...props} />
      {props.options.map((option, index) => (
        <label class="choice">
          <input
            type="radio"
            id={index === 0 ? props.name : undefined}
            name={props.name}
            value={option.value}
            checked={option.value === props.value}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
