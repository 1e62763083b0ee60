// Reads an IP address into 32 hexadecimal digits, so that ranges of both families compare as texts.
import { isIPv4, isIPv6 } from 'node:net';

/** IPv4 as the IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2); undefined for what is no address. */
export function readAddress(text: string): string | undefined {
  const plain = text.split('%', 1)[0]!;
  if (isIPv4(plain))
    return (
      '00000000000000000000ffff' +
      plain
        .split('.')
        .map((part) => hex(Number(part), 2))
        .join('')
    );
  if (!isIPv6(plain)) return undefined;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  const groups = dotted === null ? plain : dotted[1]! + toGroups(dotted[2]!);
  const [front, back] = groups.split('::') as [string, string | undefined];
  const head = front === '' ? [] : front.split(':');
  const tail = back === undefined || back === '' ? [] : back.split(':');
  const missing = back === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<string>(missing).fill('0'), ...tail].map((group) => group.toLowerCase().padStart(4, '0')).join('');
}

function toGroups(dotted: string): string {
  const [a, b, c, d] = dotted.split('.').map(Number) as [number, number, number, number];
  return `${hex(a, 2)}${hex(b, 2)}:${hex(c, 2)}${hex(d, 2)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** What limits count by: an IPv6 customer holds a whole /64, each of its addresses is the same guest. */
export function networkOf(address: string): string {
  const digits = readAddress(address);
  if (digits === undefined) return address;
  return digits.startsWith('00000000000000000000ffff') ? digits : digits.slice(0, 16);
}
