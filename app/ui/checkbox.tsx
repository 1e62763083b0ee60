// One yes-or-no choice, large enough for a thumb.
export function Checkbox({ name, label, checked, value = '1' }: { name: string; label: string; checked?: boolean; value?: string }) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value={value} checked={checked} />
      <span>{label}</span>
    </label>
  );
}
