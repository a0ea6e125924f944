/** Security-print drawing of the acts: rosette, guilloche band, QR code. Always artifacts or figures, never information by themselves. */

export const INK = { petrol: '#0c5361', text: '#12262b', soft: '#4b6067', line: '#c5d5d9', tint: '#eff5f6' } as const;

type Doc = PDFKit.PDFDocument;

/** Three rings of interlaced circles around a point; `radius` in points. */
export function rosette(doc: Doc, x: number, y: number, radius: number, opacity = 1): void {
  doc
    .save()
    .lineWidth(radius > 40 ? 0.3 : 0.35)
    .strokeColor(INK.petrol)
    .strokeOpacity(opacity);
  for (const [orbit, circle, count] of [
    [0.66, 0.34, 28],
    [0.38, 0.24, 20],
    [0.17, 0.13, 12],
  ] as const) {
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * i) / count;
      doc.circle(x + radius * orbit * Math.cos(angle), y + radius * orbit * Math.sin(angle), radius * circle);
    }
  }
  doc.stroke().restore();
}

/** A band of interlaced waves from `x` over `width`, `height` tall, drawn half a wave at a time. */
export function guilloche(doc: Doc, x: number, y: number, width: number, height: number): void {
  const [waves, lines] = [26, 5];
  const half = width / (waves * 2);
  const middle = y + height / 2;
  doc.save().lineWidth(0.3).strokeColor(INK.petrol).strokeOpacity(0.85);
  for (let line = 0; line < lines; line++) {
    const amplitude = (height / 2) * (1 - (2 * line) / (lines - 1)) * 1.3;
    doc.moveTo(x, middle);
    for (let i = 0; i < waves * 2; i++) {
      const [from, peak] = [x + i * half, middle + (i % 2 === 0 ? amplitude : -amplitude)];
      doc.bezierCurveTo(from + half * 0.36, peak, from + half * 0.64, peak, from + half, middle);
    }
  }
  doc.stroke().restore();
}
