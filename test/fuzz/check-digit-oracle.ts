// Check digits and check characters worked out a second time, in another way than the product does.

import type { Element } from '@nguon/gs1';

/** Digits up to and with the check digit, for the identifiers that have one (GS1 General Specifications 3). */
const CHECKED_DIGITS = new Map([
  ...['00', '8017', '8018'].map((ai) => [ai, 18] as const),
  ...['01', '02', '03', '8006', '8026', '8003'].map((ai) => [ai, 14] as const),
  ...['410', '411', '412', '413', '414', '415', '416', '417', '253', '255'].map((ai) => [ai, 13] as const),
  ['402', 17],
]);

const SET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const PAIR_CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The check digit: what the sum lacks to a multiple of ten, every second digit from the right counted three times. */
export function rightDigit(digits: string): string {
  const reversed = [...digits].reverse().map(Number);
  const thrice = reversed.filter((_, i) => i % 2 === 0).reduce((sum, digit) => sum + digit, 0);
  const once = reversed.filter((_, i) => i % 2 === 1).reduce((sum, digit) => sum + digit, 0);
  const sum = 3 * thrice + once;
  return String(Math.ceil(sum / 10) * 10 - sum);
}

/** The check character pair: values times primes from the right, modulo 1021, in two groups of five bits. */
export function rightPair(text: string): string {
  let prime = 1;
  let sum = 0n;
  for (const char of [...text].reverse()) {
    do prime++;
    while (!isPrime(prime));
    sum += BigInt(SET_82.indexOf(char)) * BigInt(prime);
  }
  const rest = Number(sum % 1021n);
  return PAIR_CHARACTERS.charAt(Math.floor(rest / 32)) + PAIR_CHARACTERS.charAt(rest % 32);
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
}

/** The elements whose check digit or check characters are wrong. */
export function findWrongChecks(elements: readonly Element[]): Element[] {
  return elements.filter(({ ai, value }) => {
    const digits = CHECKED_DIGITS.get(ai);
    if (digits !== undefined) {
      const checked = value.slice(0, digits);
      return checked.length !== digits || !/^[0-9]+$/.test(checked) || checked.at(-1) !== rightDigit(checked.slice(0, -1));
    }
    return (ai === '8013' || ai === '8014') && value.slice(-2) !== rightPair(value.slice(0, -2));
  });
}

/** Elements of an index key, `01/G/21/S`. */
export function elementsOfThing(thing: string): Element[] {
  const words = thing.split('/');
  return words.flatMap((ai, i) => (i % 2 === 0 ? [{ ai, value: decodeURIComponent(words[i + 1] ?? '') }] : []));
}
