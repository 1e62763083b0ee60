// Reads codes with zxing off the page's own thread; its wasm comes from where this script came from, never from elsewhere.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ReadResult } from 'zxing-wasm/reader';
import wasmPath from 'zxing-wasm/reader/zxing_reader.wasm';
import type { FoundSymbol } from './found-symbol.ts';
import type { DecodeAnswer, DecodeRequest } from './worker-decoder.ts';

const symbols_max = 24;

const answer = (message: DecodeAnswer): void => self.postMessage(message);

prepareZXingModule({ overrides: { locateFile: () => wasmPath }, fireImmediately: true }).then(
  () => answer({ kind: 'ready' }),
  () => answer({ kind: 'broken' }),
);

self.addEventListener('message', ({ data: { id, image, effort } }: MessageEvent<DecodeRequest>) => {
  readBarcodes(image, {
    formats: ['QRCode', 'DataMatrix', 'EAN13', 'EAN8', 'UPCA', 'UPCE', 'ITF14', 'Code128'],
    // Plain: separators stay what they are (ASCII 29), where human-readable text would bracket them.
    textMode: 'Plain',
    tryHarder: effort !== 'quick',
    tryInvert: effort !== 'quick',
    maxNumberOfSymbols: symbols_max,
  }).then(
    (results) => answer({ kind: 'symbols', id, symbols: results.map((result) => describe(result, image)) }),
    // A picture that zxing stumbles over holds no code for us; the next one comes at once.
    () => answer({ kind: 'symbols', id, symbols: [] }),
  );
});

function describe({ text, symbologyIdentifier, symbology, position }: ReadResult, { width, height }: ImageData): FoundSymbol {
  const corners = [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft];
  const middle = (axis: 'x' | 'y'): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return {
    text: symbologyIdentifier + text,
    isLinear: symbology !== 'QRCode' && symbology !== 'DataMatrix',
    offCentre: Math.hypot(middle('x') - width / 2, middle('y') - height / 2) / width,
  };
}
