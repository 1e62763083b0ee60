// A camera for tests: a browser whose camera shows a picture that the test made, over and over.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';

/** Shown one after the other, each that many times: Chromium plays the file at its own pace, again and again. */
export interface Shown {
  readonly jpeg: Buffer;
  readonly frames: number;
}

/** Motion JPEG is nothing but pictures one behind the other. All of one size, with even sides. */
export async function openBrowserWithCamera(shown: readonly Shown[]): Promise<Browser | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-camera-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'camera.mjpeg');
  writeFileSync(file, Buffer.concat(shown.flatMap(({ jpeg, frames }) => Array.from({ length: frames }, () => jpeg))));
  return openBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`]);
}

/** What a camera would see of a page: the box around some of its parts, as a picture of 1280 × 720. */
export async function photograph(page: Page, selectors: readonly string[]): Promise<Buffer> {
  const boxes = await Promise.all(selectors.map(async (selector) => (await page.locator(selector).boundingBox())!));
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y;
  const shot = await page.screenshot({ type: 'png', clip: { x, y, width, height }, fullPage: true });
  return placeOnTable(page, shot);
}

/** The picture in the middle of a table, as JPEG. */
export async function placeOnTable(page: Page, png: Buffer, table = '#8a8f8c'): Promise<Buffer> {
  const jpeg = (await page.evaluate(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const context = canvas.getContext('2d');
    context.fillStyle = '${table}';
    context.fillRect(0, 0, 1280, 720);
    const scale = Math.min(1200 / image.width, 680 / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    context.drawImage(image, (1280 - width) / 2, (720 - height) / 2, width, height);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  })()`)) as string;
  return Buffer.from(jpeg, 'base64');
}
