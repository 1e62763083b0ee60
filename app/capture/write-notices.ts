// The notices of a capture: which things changed, for listeners such as page caches.

/** PostgreSQL takes payloads below 8,000 bytes. */
const payload_max_bytes = 7_900;
/** Above this many things one notice "everything" is cheaper for every listener than the list. */
const things_listed_max = 20_000;

/** Payloads of space-separated things, '*' for all. PostgreSQL sends them at commit. */
export function writeNotices(things: readonly string[]): string[] {
  if (things.length === 0) return [];
  const payloads: string[] = [];
  let current = '';
  for (const thing of things.length > things_listed_max ? ['*'] : things) {
    if (current.length + thing.length >= payload_max_bytes / 3) {
      payloads.push(current);
      current = '';
    }
    // A URI longer than a payload cannot be listed: everything is dropped then.
    current += (current === '' ? '' : ' ') + (thing.length > payload_max_bytes / 4 ? '*' : thing);
  }
  payloads.push(current);
  return payloads;
}
