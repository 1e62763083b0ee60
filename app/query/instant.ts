// Writes instants as ISO 8601 in milliseconds: thirty record times of a page share a few days, and the clock's own way is slow.

const day_ms = 86_400_000;

/** The day written last, with the text of its date up to `T`. */
let lastDay = Number.NaN;
let lastDate = '';

/** What `new Date(ms).toISOString()` gives, of a time in whole milliseconds. */
export function writeInstant(ms: number): string {
  const day = Math.floor(ms / day_ms);
  if (day !== lastDay) {
    const text = new Date(day * day_ms).toISOString();
    lastDate = text.slice(0, text.indexOf('T') + 1);
    lastDay = day;
  }
  const rest = ms - day * day_ms;
  const second = Math.floor(rest / 1_000);
  const minute = Math.floor(second / 60);
  return `${lastDate}${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}.${three(rest % 1_000)}Z`;
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));
const three = (number: number): string => (number < 10 ? `00${number}` : number < 100 ? `0${number}` : String(number));
