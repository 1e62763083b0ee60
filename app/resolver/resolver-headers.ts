// The headers of every answer of the resolver: CORS, methods, and the way to the linkset. Pure.
import { securityHeaders } from '../http.ts';

const methods = 'GET, HEAD, OPTIONS';

/** Readers in other sites may ask, and read what they need (Conformant Resolver §2.2). */
export const crossOriginHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': methods,
  'access-control-expose-headers': 'link, location',
  allow: methods,
};

/** §2.6.1: a redirect, too, says where all links are. */
export function linkToLinkset(path: string): string {
  return `<${path}?linkType=linkset>; rel="linkset"; type="application/linkset+json"`;
}

/** A withdrawn link must not lead on: every use asks again. */
export const mustRevalidate = 'public, max-age=0, must-revalidate';

const redirectBase = [
  ...Object.entries({ ...crossOriginHeaders, ...securityHeaders }).flat(),
  'cache-control',
  mustRevalidate,
  // §2.9: `Accept` alone may ask for the linkset in place of the redirect.
  'vary',
  'accept',
  'content-length',
  '0',
];

/** Flat list of names and values, the form that node writes fastest. */
export function redirectHeaders(path: string, location: string): string[] {
  return [...redirectBase, 'link', linkToLinkset(path), 'location', location];
}
