// Puts the query of a request on the target of a redirect (Conformant Resolver §2.12), and reads parameters out of it. Pure.

/** The whole query as it came, behind the target's own, before its fragment. */
export function passQuery(href: string, query: string): string {
  if (query === '') return href;
  const hash = href.indexOf('#');
  const address = hash < 0 ? href : href.slice(0, hash);
  const fragment = hash < 0 ? '' : href.slice(hash);
  const sign = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return address + sign + query + fragment;
}

/** The first value of a parameter; `;` divides as well as `&` (URI Syntax). Empty = not given. */
export function readParameter(query: string, name: string): string | undefined {
  if (!query.includes(`${name}=`)) return undefined;
  for (const part of query.split(/[&;]/))
    if (part.startsWith(`${name}=`)) {
      const value = new URLSearchParams(part).get(name);
      return value === null || value === '' ? undefined : value;
    }
  return undefined;
}
