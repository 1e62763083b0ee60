// Instants as people of Vietnam read them: 22/11/2026 10:05, always in Vietnam's time.

/** No summer time since 1979: a fixed offset is right, and works without time-zone data. */
const vietnam_offset_ms = 7 * 3_600_000;

export function showTime(at: Date): string {
  const text = new Date(at.getTime() + vietnam_offset_ms).toISOString();
  return `${showDay(at)} ${text.slice(11, 16)}`;
}

export function showDay(at: Date): string {
  const [year, month, day] = new Date(at.getTime() + vietnam_offset_ms).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
