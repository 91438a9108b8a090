import type { DrawnPage } from './decoding/messages.ts';

/** @see bindPages */
export type PageImage = Omit<DrawnPage, 'file'> & { readonly jpeg: Buffer };

/**
 * A PDF (ISO 32000-1) of pages that are one JPEG each, and of nothing else: no text, link, field, script or attachment, no
 * name of a program and no time.
 */
export function bindPages(pages: readonly PageImage[]): Buffer {
  const perPage = 3;
  const firstOf = (at: number) => 3 + at * perPage;
  const kids = pages.map((_, at) => `${firstOf(at)} 0 R`).join(' ');
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`),
    ...pages.flatMap((page, at) => objectsOf(page, firstOf(at))),
  ];
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, at) => {
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    const offset = length;
    parts.push(part);
    length += part.length;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** The page, what it draws, and its picture. */
function objectsOf({ jpeg, width, height, printedWidth, printedHeight }: PageImage, first: number): Buffer[] {
  const [wide, high] = [printedWidth.toFixed(2), printedHeight.toFixed(2)];
  return [
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${first + 1} 0 R ` +
        `/Resources << /XObject << /P ${first + 2} 0 R >> >> >>`,
    ),
    stream('', Buffer.from(`q ${wide} 0 0 ${high} 0 0 cm /P Do Q`)),
    stream(
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ` +
        '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode ',
      jpeg,
    ),
  ];
}

const stream = (entries: string, bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${entries}/Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
