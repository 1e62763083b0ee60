// What a page measures in a browser: targets of a finger, stops of the Tab key, letters at twice the size.
import type { Page } from 'playwright-core';

/** Smallest side of what a finger must hit. */
export const target_min_px = 44;

/**
 * Links and controls smaller than a finger, one line each. Links within a sentence are exempt (WCAG 2.5.8, "Inline"); the
 * target of a radio or check box is its whole label; of a card, the card.
 */
export async function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
    .filter((e) => !e.matches('.skip') && !(e.matches('a') && e.closest('p, dd, td, ol.crumbs, .top')))
    .map((e) => [e, (e.closest('label.choice, .goods') ?? e).getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < ${target_min_px} || box.height < ${target_min_px}))
    .map(([e, box]) => Math.round(box.width) + ' × ' + Math.round(box.height) + ' px: ' + e.outerHTML.slice(0, 90))`);
}

export interface Stop {
  /** Place among all things that take the focus, in reading order; -1 = nothing has it. */
  readonly index: number;
  readonly html: string;
  /** The ring is drawn and the thing lies in the window. */
  readonly shows: boolean;
}

const readStop = `(() => {
  const e = document.activeElement;
  const all = [...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex="0"]')]
    .filter((one) => one.checkVisibility() && !one.disabled);
  if (e === null || e === document.body) return { index: -1, html: '', shows: false };
  // A radio group is one stop.
  const index = all.indexOf(e);
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  // A box drawn in a picture has no outline everywhere: there its edge thickens.
  const isRinged = e instanceof SVGElement
    ? parseFloat(getComputedStyle(e.querySelector('.b')).strokeWidth) >= 3
    : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { index, html: e.outerHTML.slice(0, 90), shows: isRinged && isInView };
})()`;

/** Presses Tab from the top of the page to its end; more than `stops_max` is a trap. */
export async function tabThrough(page: Page, stops_max = 150): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let pressed = 0; pressed < stops_max; pressed++) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate(readStop)) as Stop;
    if (stop.index === -1 || stop.index === stops[0]?.index) return stops;
    stops.push(stop);
  }
  throw new Error(`more than ${stops_max} stops at ${page.url()}`);
}

/** Makes every letter twice as large, as a phone's text size does, and leaves all other measures (WCAG 1.4.4). */
export async function doubleText(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const all = [...document.querySelectorAll('body, body *')].map((e) => [e, parseFloat(getComputedStyle(e).fontSize)]);
    for (const [e, size] of all) e.style.fontSize = 2 * size + 'px';
  })()`);
}

/** Boxes that cut off their own words, and words that stand outside of the window. */
export async function findLostWords(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('main *, header *, footer *')]
    .filter((e) => e.childElementCount === 0 && e.textContent.trim() !== '' && e.checkVisibility() && !e.closest('.vh, svg, .scroll, .nav'))
    .filter((e) => {
      const box = e.getBoundingClientRect();
      const isCut = ['hidden', 'clip'].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 1;
      return isCut || box.left < -1 || box.right > innerWidth + 1;
    })
    .map((e) => e.outerHTML.slice(0, 90))`);
}

/** Rows of tables that reach over the edge of their box. On a phone each row is a card: none does. */
export async function findCutRows(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('.scroll tbody :is(tr, td, th, td *)')]
    .filter((e) => e.getBoundingClientRect().right > e.closest('.scroll').getBoundingClientRect().right + 1)
    .map((e) => e.textContent.slice(0, 90))`);
}
