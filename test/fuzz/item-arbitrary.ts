// Items of every primary key with qualifiers and attributes, right in all values.

import * as fc from 'fast-check';
import type { Element } from '@nguon/gs1';
import { rightDigit, rightPair } from './check-digit-oracle.ts';

const SET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const SET_39 = '#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const of = (characters: string, min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.nat(characters.length - 1), { minLength: min, maxLength: max })
    .map((places) => places.map((place) => characters.charAt(place)).join(''));
const digits = (min: number, max = min): fc.Arbitrary<string> => of('0123456789', min, max);
const checked = (count: number): fc.Arbitrary<string> => digits(count - 1).map((rest) => rest + rightDigit(rest));

/** Serials of every alphabet that the binary forms know, and of all characters. */
const serial = (max: number): fc.Arbitrary<string> =>
  fc.oneof(
    digits(1, max),
    of(SET_82, 1, max),
    of('0123456789abcdef', 1, max),
    of(`${SET_39.slice(3)}.:-`, 1, max),
    of(SET_39.slice(3), 1, max),
  );
const number = (max: number): fc.Arbitrary<string> => fc.oneof(fc.constant('0'), fc.nat(10 ** Math.min(max, 9) - 1).map(String));

const two = (value: number): string => String(value).padStart(2, '0');
const date = fc.tuple(fc.nat(99), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map((parts) => parts.map(two).join(''));
const minute = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map(two).join(''));

const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => texts.join(''));
const maybe = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), text);
const element = (ai: string, value: fc.Arbitrary<string>): fc.Arbitrary<Element> => value.map((text) => ({ ai, value: text }));
const some = (...elements: fc.Arbitrary<Element>[]): fc.Arbitrary<Element[]> =>
  fc.tuple(...elements.map((one) => fc.option(one, { freq: 2 }))).map((list) => list.filter((one) => one !== null));

/** Key, then its qualifiers in their order, each there or not. */
const path: fc.Arbitrary<Element[]> = fc
  .oneof(
    fc.tuple(element('01', checked(14)), some(element('22', serial(20)), element('10', serial(20)), element('21', serial(20)))),
    fc.tuple(element('01', checked(14)), some(element('235', serial(28)))),
    fc.tuple(
      element('8006', join(checked(14), fc.constantFrom('0102', '1399', '0101'))),
      some(element('10', serial(20)), element('21', serial(20))),
    ),
    fc.tuple(element('00', checked(18)), fc.constant<Element[]>([])),
    fc.tuple(element('414', checked(13)), some(element('254', serial(20)))),
    fc.tuple(element('417', checked(13)), fc.constant<Element[]>([])),
    fc.tuple(
      element('415', checked(13)),
      element('8020', serial(25)).map((one) => [one]),
    ),
    fc.tuple(element('402', checked(17)), fc.constant<Element[]>([])),
    fc.tuple(element('253', join(checked(13), maybe(serial(17)))), fc.constant<Element[]>([])),
    fc.tuple(element('255', join(checked(13), maybe(digits(1, 12)))), fc.constant<Element[]>([])),
    fc.tuple(element('8003', join(fc.constant('0'), checked(13), maybe(serial(16)))), fc.constant<Element[]>([])),
    fc.tuple(element('8004', join(digits(4, 12), serial(18))), fc.constant<Element[]>([])),
    fc.tuple(element('401', join(digits(4, 12), serial(18))), fc.constant<Element[]>([])),
    fc.tuple(element('8010', join(digits(4, 12), of(SET_39, 1, 18))), some(element('8011', number(12)))),
    fc.tuple(
      element(
        '8013',
        join(digits(4, 12), serial(11)).map((text) => text + rightPair(text)),
      ),
      fc.constant<Element[]>([]),
    ),
    fc.tuple(element('8017', checked(18)), some(element('8019', digits(1, 10)))),
    fc.tuple(element('8018', checked(18)), some(element('8019', digits(1, 10)))),
  )
  .map(([key, qualifiers]) => [key, ...qualifiers]);

/** Attributes in every way in which a value can be written; those that the key does not allow are left out by the caller. */
const attributes: fc.Arbitrary<Element[]> = fc.array(
  fc.oneof(
    ...['11', '13', '15', '16', '17', '7006'].map((ai) => element(ai, date)),
    ...['240', '241', '400', '403', '90'].map((ai) => element(ai, serial(30))),
    ...['91', '99'].map((ai) => element(ai, serial(90))),
    ...['3100', '3103', '3300', '3922', '8005'].map((ai) => element(ai, digits(6))),
    ...['410', '413', '416'].map((ai) => element(ai, checked(13))),
    element('20', digits(2)),
    element('30', digits(1, 8)),
    element('3912', join(fc.constant('704'), digits(1, 15))),
    element('422', fc.constant('704')),
    element('423', fc.constantFrom('704', '704418', '704418116')),
    element('427', serial(3)),
    element('4307', fc.constant('VN')),
    element('4309', fc.constant('02790858483015297971')),
    element('4321', fc.constantFrom('0', '1')),
    element('4324', join(date, minute)),
    element('4331', join(digits(6), fc.constantFrom('', '-'))),
    element('7003', join(date, minute)),
    element('7004', digits(1, 4)),
    element('7007', fc.oneof(date, join(date, date))),
    element('7008', serial(3)),
    element('7011', fc.oneof(date, join(date, minute))),
    element('7030', join(fc.constant('704'), serial(27))),
    element('7230', join(fc.constant('EM'), serial(28))),
    element('7258', fc.constantFrom('1/2', '9/9')),
    element('8008', fc.oneof(join(date, fc.constant('07')), join(date, minute), join(date, minute, fc.constant('59')))),
    element('717', serial(20)),
  ),
  { maxLength: 3 },
);

/** A path with attributes, all different. */
export const item: fc.Arbitrary<{ readonly path: Element[]; readonly attributes: Element[] }> = fc
  .tuple(path, attributes)
  .map(([elements, more]) => ({
    path: elements,
    attributes: more.filter(({ ai }, i) => more.findIndex((one) => one.ai === ai) === i),
  }));
