// The form of the ids that we give out and that requests bring back.
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** In either case of letters, as programs may write it. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** As it stands in an address of a page, which we wrote: in small letters. */
export function readUuid(value: unknown): string | undefined {
  return typeof value === 'string' && isUuid(value) && value === value.toLowerCase() ? value : undefined;
}
