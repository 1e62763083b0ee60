// Addresses of other websites that people hand in: only those that a browser may open as a page become links.

/** The address as a browser reads it, or undefined for anything but http and https: scripts, data, files, mail, credentials. */
export function readWebAddress(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined || !/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(text);
  const isPage = (protocol === 'http:' || protocol === 'https:') && hostname !== '' && username === '' && password === '';
  return isPage ? href : undefined;
}
