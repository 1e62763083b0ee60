// Vectors of what barcode readers transmit, in the set gs1: read and written.
import { readScanData, writeScanData } from '@nguon/gs1';
import type { ScanData, Symbology } from '@nguon/gs1';
import { compare, judge, readVectors } from './gs1-vectors.ts';
import type { VectorRun } from './gs1-vectors.ts';

/** Symbologies as the vectors call them. */
const symbologies: Readonly<Record<string, Symbology>> = {
  QR: 'QR',
  DM: 'DataMatrix',
  DotCode: 'DotCode',
  GS1_128_CCA: 'GS1-128',
  DataBarOmni: 'GS1 DataBar Omnidirectional',
  DataBarLimited: 'GS1 DataBar Limited',
  DataBarExpanded: 'GS1 DataBar Expanded',
  EAN13: 'EAN-13',
  EAN8: 'EAN-8',
  UPCA: 'UPC-A',
  UPCE: 'UPC-E',
  ITF14: 'ITF-14',
};

export function checkScanData(run: VectorRun): void {
  type Reading = { ok: boolean; scan: string; sym: string; expect: string };
  for (const { ok, scan, sym, expect } of readVectors<Reading>(run, 'scandata-process', 27)) {
    const show = ({ symbology, message }: ScanData): string => `${symbology}: ${message}`;
    judge(run, 'scandata-process', scan, compare(readScanData(scan), ok, show, `${symbologies[sym]}: ${expect}`));
  }
  type Writing = { sym: string; data: string; expect: string | null };
  for (const { sym, data, expect } of readVectors<Writing>(run, 'scandata-generate', 21)) {
    const symbology = symbologies[sym];
    const wrong =
      symbology === undefined
        ? `no symbology ${sym}`
        : compare(writeScanData(symbology, data), expect !== null, String, expect ?? undefined);
    judge(run, 'scandata-generate', `${sym} ${data}`, wrong);
  }
}
