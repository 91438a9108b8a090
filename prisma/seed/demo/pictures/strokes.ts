/** Letters as strokes, so that a drawing needs no font of the machine: in a box of 4 by 6, from its upper left. */
const letters: Record<string, readonly string[]> = {
  I: ['M2 0V6'],
  V: ['M0 0L2 6L4 0'],
  a: ['M3.4 2.4V6', 'M3.4 3.4A1.6 1.8 0 1 0 3.4 4.9'],
  R: ['M0.4 6V0H2.4A1.6 1.6 0 0 1 2.4 3.2H0.4', 'M2 3.2L4 6'],
  L: ['M0.4 0V6H3.6'],
  F: ['M0.4 6V0H3.6', 'M0.4 2.8H3'],
  1: ['M1 1.2L2.4 0V6'],
  2: ['M0.5 1.4A1.6 1.6 0 0 1 3.6 1.8C3.6 3.2 0.6 4.6 0.4 6H3.8'],
  3: ['M0.5 0H3.4L1.8 2.4A1.8 1.8 0 1 1 0.4 5.2'],
  4: ['M3 6V0L0.2 4.2H4'],
  5: ['M3.4 0H1L0.7 2.6A1.9 1.9 0 1 1 0.4 5.2'],
  6: ['M3 0C1.2 1 0.4 2.6 0.4 4.2', 'M3.8 4.2A1.7 1.7 0 1 1 0.4 4.2A1.7 1.7 0 1 1 3.8 4.2'],
};
const advance: Record<string, number> = { I: 3, 1: 4 };

/** A label, its upper left at a point. @param size the height in the drawing's units. */
export function label(text: string, x: number, y: number, size: number): string {
  let at = 0;
  const parts = [...text].map((sign) => {
    const paths = (letters[sign] ?? []).map((d) => `<path d="${d}"/>`).join('');
    const part = `<g transform="translate(${at} 0)">${paths}</g>`;
    at += advance[sign] ?? 5.2;
    return part;
  });
  const scale = size / 6;
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="#222" stroke-width="0.55" stroke-linecap="round" stroke-linejoin="round">${parts.join('')}</g>`;
}
