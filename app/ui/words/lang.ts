// The languages of screens, and how a page tells which one a request asked for.

export const languages = ['vi', 'en', 'zh'] as const;
export type Lang = (typeof languages)[number];

/** `?lang=` of a request; anything unknown is Vietnamese. */
export function readLang(value: unknown): Lang {
  return value === 'en' || value === 'zh' ? value : 'vi';
}

/** For pages that speak Vietnamese and English only. */
export function readPortalLang(value: unknown): 'vi' | 'en' {
  return value === 'en' ? 'en' : 'vi';
}
