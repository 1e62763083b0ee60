// Draws a QR code as SVG: error correction M, quiet zone of four modules (ISO/IEC 18004), runs of modules as one path.
import QRCode from 'qrcode';

const quiet_zone_modules = 4;

/** `text` at most 2,331 bytes (version 40, level M); longer throws. `title` is read aloud in place of the picture. */
export function drawQr(text: string, title: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quiet_zone_modules;
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column) === 0) continue;
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column++;
      const width = column - from + 1;
      path += `M${from + quiet_zone_modules} ${row + quiet_zone_modules}h${width}v1h-${width}z`;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="${escapeAttribute(title)}">` +
    `<path d="M0 0h${side}v${side}h-${side}z" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  );
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
}
