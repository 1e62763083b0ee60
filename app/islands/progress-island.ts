// Keeps the page of a document under way up to date in its place; without this script the browser loads the page again.

const every_ms = 3_000;

plan();

function plan(): void {
  setTimeout(() => void look(), every_ms);
}

/** Whoever reads the page or steps through it by keyboard stays where he is until the work is done. */
async function look(): Promise<void> {
  const mine = document.querySelector('[data-running]');
  if (mine === null) return;
  const fresh = document.hidden ? mine : await load();
  // Done, or signed out in the meantime: the page as it is now.
  if (fresh === null) return location.reload();
  if (fresh !== undefined && fresh !== mine) mine.replaceWith(document.importNode(fresh, true));
  plan();
}

/** Undefined where the line is broken or the portal restarts: the next look may find it. */
async function load(): Promise<Element | null | undefined> {
  try {
    const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
    if (answer.status >= 500) return undefined;
    return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-running]');
  } catch {
    return undefined;
  }
}
