// A code as it stands under its symbol, for people to compare.

/** `/01/0952…/10/MC-125` → `(01) 0952… (10) MC-125`, as under the bars. */
export function readable(path: string): string {
  return path
    .slice(1)
    .replace(/([^/]+)\/([^/]+)\/?/g, (_, ai: string, value: string) => `(${ai}) ${decodeURIComponent(value)} `)
    .trim();
}
