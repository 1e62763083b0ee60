// Where the same page is read in the other language.

/** Path and query with `lang` changed: English is asked for, Vietnamese is what comes unasked. */
export function otherLanguageHref(pathAndQuery: string, lang: 'vi' | 'en', explicit = false): string {
  const other = new URL(pathAndQuery.startsWith('/') ? `http://x${pathAndQuery}` : 'http://x/');
  if (lang === 'vi') other.searchParams.set('lang', 'en');
  else if (explicit) other.searchParams.set('lang', 'vi');
  else other.searchParams.delete('lang');
  // Two slashes at the front would name another host.
  return other.pathname.replace(/^\/{2,}/, '/') + other.search;
}
