// Tests of what readers transmit: identifiers of every symbology, both ways, strictly and leniently; human-readable text.

import assert from 'node:assert/strict';
import test from 'node:test';
import { formatHri, parseDigitalLink, readScanData, writeScanData } from '@nguon/gs1';
import type { ScanData, Symbology } from '@nguon/gs1';

const GTIN = '09520001000010';
const GS = '\u001d';
const elementsText = `01${GTIN}10L1${GS}21S1`;
const elements = [
  { ai: '01', value: GTIN },
  { ai: '10', value: 'L1' },
  { ai: '21', value: 'S1' },
];

function read(text: string, profile?: 'lenient'): ScanData {
  const got = readScanData(text, profile);
  assert.ok(got.ok, `${text}: ${got.ok ? '' : got.faults[0]!.en}`);
  return got.value;
}

test('every symbology that carries GS1 elements gives the same elements', () => {
  const ids: [string, Symbology][] = [
    [']C1', 'GS1-128'],
    [']e0', 'GS1 DataBar Expanded'],
    [']d2', 'DataMatrix'],
    [']d5', 'DataMatrix'],
    [']Q3', 'QR'],
    [']Q4', 'QR'],
    [']J1', 'DotCode'],
    [']J5', 'DotCode'],
  ];
  for (const [id, symbology] of ids) {
    assert.deepEqual(read(id + elementsText), { symbology, message: `^01${GTIN}10L1^21S1`, elements });
    const lenient = parseDigitalLink(id + elementsText, 'lenient');
    assert.deepEqual(lenient.ok && lenient.value.elements, elements);
  }
});

test('EAN, UPC and ITF symbols become a GTIN', () => {
  const cases: [string, Symbology, string, string][] = [
    [']E08934680036832', 'EAN-13', '8934680036832', '08934680036832'],
    [']E3893468003683205', 'EAN-13', '8934680036832', '08934680036832'],
    [']E3893468003683251234', 'EAN-13', '8934680036832', '08934680036832'],
    [']E402345673', 'EAN-8', '02345673', '00000002345673'],
    [']E00416000336108', 'EAN-13', '0416000336108', '00416000336108'],
    [']E001234565', 'UPC-E', '012345000065', '00012345000065'],
    [']I118934680036839', 'ITF-14', '18934680036839', '18934680036839'],
  ];
  for (const [text, symbology, message, gtin] of cases) {
    const key = { ai: '01', value: gtin };
    assert.deepEqual(read(text), { symbology, message, elements: [key] }, text);
    const lenient = parseDigitalLink(text, 'lenient');
    assert.deepEqual(lenient.ok && lenient.value.elements, [key], text);
  }
});

test('a composite component above a GTIN belongs to it', () => {
  const text = `]E02112345678900|]e010L1${GS}21S1`;
  const got = read(text);
  assert.equal(got.message, '2112345678900|^10L1^21S1');
  assert.deepEqual(got.elements, [{ ai: '01', value: '02112345678900' }, ...elements.slice(1)]);
  const lenient = parseDigitalLink(text, 'lenient');
  assert.deepEqual(lenient.ok && lenient.value.elements, got.elements);
  const wrong = readScanData(']E02112345678900|]e017991399');
  assert.deepEqual(wrong.ok ? [] : wrong.faults.map(({ code, position }) => [code, position]), [['illegal_month', 24]]);
});

test('links and other text in QR, Data Matrix and DotCode', () => {
  for (const id of [']Q1', ']Q2', ']d1', ']d4', ']J0', ']J4']) {
    const link = read(`${id}https://qr.example.vn/01/${GTIN}/10/L1/21/S1?x=1`);
    assert.deepEqual([link.elements, link.link?.host], [elements, 'qr.example.vn']);
    assert.deepEqual(read(`${id}xin chào`).elements, []);
  }
  assert.equal(read(']Q1^A').message, '\\^A');
  const other = readScanData(']Q1https://shop.example/a');
  assert.deepEqual(other.ok ? [] : other.faults.map(({ code, position }) => [code, position]), [['no_primary_key', 23]]);
  assert.deepEqual(read(']Q1https://shop.example/a', 'lenient').elements, []);
  const short = read(']Q1https://qr.txng.gov.vn/01/9520001000010/10/L1?8000=0301234567', 'lenient');
  assert.equal(short.link?.taxCode, '0301234567');
  assert.equal(readScanData(']Q1https://qr.txng.gov.vn/01/9520001000010').ok, false);
});

test('refusals say what and where', () => {
  const cases: [string, string][] = [
    ['', 'empty'],
    ['8934680036832', 'unknown_symbology'],
    [']Z9x', 'unknown_symbology'],
    [']E08934680036831', 'bad_gtin_symbol'],
    [']E3893468003683', 'bad_gtin_symbol'],
    [']I1123', 'bad_gtin_symbol'],
    [']d2', 'empty'],
    [`]d201${GTIN.slice(0, 13)}1`, 'incorrect_check_digit'],
    [']d210L1', 'required_ai'],
    [`]Q1${'x'.repeat(5000)}`, 'too_long'],
  ];
  for (const [text, code] of cases) {
    const got = readScanData(text);
    assert.equal(got.ok ? '' : got.faults[0]!.code, code, text.slice(0, 40));
    if (!got.ok) assert.ok(!/[{}]/.test(got.faults[0]!.vi + got.faults[0]!.en));
  }
});

test('written and read back', () => {
  const messages: [Symbology, string, string][] = [
    ['QR', `^${elementsText.replaceAll(GS, '^')}`, `]Q3${elementsText}`],
    ['DataMatrix', `^${elementsText.replaceAll(GS, '^')}`, `]d2${elementsText}`],
    ['GS1-128', `^${elementsText.replaceAll(GS, '^')}`, `]C1${elementsText}`],
    ['EAN-13', '8934680036832', ']E08934680036832'],
    ['EAN-8', '02345673', ']E402345673'],
    ['ITF-14', '18934680036839', ']I118934680036839'],
    ['QR', `https://qr.example.vn/01/${GTIN}`, `]Q1https://qr.example.vn/01/${GTIN}`],
    ['QR', 'xin chào', ']Q1xin chào'],
    ['QR', '\\^A', ']Q1^A'],
  ];
  for (const [symbology, message, sent] of messages) {
    assert.deepEqual(writeScanData(symbology, message), { ok: true, value: sent });
    const back = read(sent);
    assert.deepEqual([back.symbology, back.message], [symbology, message]);
  }
  assert.deepEqual(writeScanData('UPC-E', '012345000065'), { ok: true, value: ']E00012345000065' });
  const refusals: [Symbology, string, string][] = [
    ['EAN-13', '8934680036831', 'not_for_symbology'],
    ['ITF-14', '^01', 'not_for_symbology'],
    ['EAN-8', `^01${GTIN}`, 'not_for_symbology'],
    ['GS1-128', 'L1', 'not_for_symbology'],
    ['QR', '^0109520001000017', 'incorrect_check_digit'],
    ['QR', 'https://a/01/09520001000017', 'incorrect_check_digit'],
    ['EAN-13', '8934680036832|10L1', 'separator_needed'],
  ];
  for (const [symbology, message, code] of refusals) {
    const got = writeScanData(symbology, message);
    assert.equal(got.ok ? '' : got.faults[0]!.code, code, `${symbology} ${message}`);
  }
});

test('human-readable text, with and without names', () => {
  assert.deepEqual(formatHri(elements), [`(01) ${GTIN}`, '(10) L1', '(21) S1']);
  assert.deepEqual(formatHri(elements, 'vi'), [`Mã GTIN (01) ${GTIN}`, 'Số lô (10) L1', 'Số sê-ri (21) S1']);
  assert.deepEqual(formatHri(elements, 'gs1'), [`GTIN (01) ${GTIN}`, 'BATCH/LOT (10) L1', 'SERIAL (21) S1']);
});
