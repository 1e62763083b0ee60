// UPC-E: the short form of a UPC-A number whose zeros were taken out (General Specifications 5.2.2.4.2).

/**
 * The twelve digits of UPC-A behind the eight of UPC-E (number system, six digits, check digit), check digit not looked
 * at; undefined for anything else.
 */
export function expandUpcE(digits: string): string | undefined {
  if (!/^[01]\d{7}$/.test(digits)) return undefined;
  const [system, body, check] = [digits.charAt(0), digits.slice(1, 7), digits.charAt(7)];
  const last = body.charAt(5);
  return system + widen(body.slice(0, 5), last) + check;
}

/** Manufacturer and item, ten digits; the last of the six says where the zeros stood. */
function widen(five: string, last: string): string {
  if (last <= '2') return `${five.slice(0, 2)}${last}0000${five.slice(2)}`;
  if (last === '3') return `${five.slice(0, 3)}00000${five.slice(3)}`;
  if (last === '4') return `${five.slice(0, 4)}00000${five.slice(4)}`;
  return `${five}0000${last}`;
}
