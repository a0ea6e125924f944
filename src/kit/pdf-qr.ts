/** QR codes on paper. */
import QRCode from 'qrcode';

/** A QR code in a square of `size` points, one rectangle for each run of dark modules. */
export function qrCode(doc: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const cell = size / modules.size;
  for (let row = 0; row < modules.size; row++) {
    let start = -1;
    for (let column = 0; column <= modules.size; column++) {
      const dark = column < modules.size && modules.get(row, column) === 1;
      if (dark && start < 0) start = column;
      if (!dark && start >= 0) {
        doc.rect(x + start * cell, y + row * cell, (column - start) * cell, cell + 0.05);
        start = -1;
      }
    }
  }
  doc.fill('#000000');
}
