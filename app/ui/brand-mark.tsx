// The mark of Nguồn: a drop from the spring with two ripples. Drawn by the project; not a State emblem.

/** The mark as text, for pages that are put together without Preact. */
export const brandMarkSvg =
  '<svg viewBox="0 0 34 34" width="36" height="36" aria-hidden="true"><path d="M17 2c5 7 9 11 9 17a9 9 0 0 1-18 0c0-6 4-10 9-17z" fill="#0b5d4b"/><path d="M12.5 19.500a4.6 4.6 0 0 0 9 0M9 27.500a12.5 12.5 0 0 0 16 0" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/><path d="M6 30.500a15 15 0 0 0 22 0" fill="none" stroke="#0b5d4b" stroke-width="1.8" stroke-linecap="round"/></svg>';

export function BrandMark() {
  return <span aria-hidden="true" style="display:inline-flex" dangerouslySetInnerHTML={{ __html: brandMarkSvg }} />;
}
