import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptConsentForm } from '../../api/identity/consent-form-cipher.ts';
import { DecoderPool } from '../../api/images/decoding/decoder-pool.ts';
import { newId } from '../../api/platform/ids.ts';
import type { StorageKey } from '../../api/platform/storage/storage.ts';
import { exportOf } from '../support/archives.ts';
import { fetchImage, picture, upload, uploadForm } from '../support/images.ts';
import {
  actingPdfs,
  demandingPdfs,
  filledForm,
  isPagesAlone,
  manyPages,
  onePage,
  picturesOf,
  unfitPdfs,
} from '../support/pdf-files.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

/** A form that is sent as PDF is kept as pictures of its pages: what it could do to its reader is gone. */

let server: TestServer;
let member: Member;

beforeAll(async () => {
  server = await startTestServer({ env: { KONSILIUM_WORKER: 'off' } });
  member = await signInAs(server);
});
afterAll(() => server.close());

const read = (id: string) => fetchImage(server.url, member.client, `/images/forms/${id}`);

async function sendAndRead(bytes: Buffer): Promise<Buffer> {
  const { status, bytes: answered } = await read(await uploadForm(member.client, bytes));
  expect(status).toBe(200);
  return answered;
}

/** Share of dark or coloured pixels in a part of an A4 page, in points from its upper left. */
async function inkIn(
  page: Buffer,
  left: number,
  top: number,
  width: number,
  height: number,
): Promise<number> {
  const { width: pixels = 595 } = await sharp(page).metadata();
  const scale = pixels / 595;
  const [x, y, w, h] = [left, top, width, height].map((each) => Math.round(each * scale)) as [
    number,
    number,
    number,
    number,
  ];
  const { data } = await sharp(page)
    .extract({ left: x, top: y, width: w, height: h })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.filter((grey) => grey < 140).length / data.length;
}

describe('what acts on its reader, or carries something along', () => {
  it.each(Object.entries(actingPdfs))('%s: a picture of the page is left', async (_name, make) => {
    const sent = make();
    const kept = await sendAndRead(sent);
    expect(isPagesAlone(kept)).toBe(true);
    expect(kept.toString('latin1')).not.toMatch(/evil|javascript|launch|script|xfa|embedded/i);
    const [page] = picturesOf(kept);
    expect(await inkIn(page ?? Buffer.alloc(0), 70, 80, 200, 40), 'its text can be read').toBeGreaterThan(
      0.01,
    );
  });
});

describe('what takes time or memory without a bound', () => {
  beforeAll(async () => {
    await server.services.decoders.close();
    server.services.decoders = new DecoderPool({ documentMilliseconds: 1500 });
  });

  it.each(Object.entries(demandingPdfs))(
    '%s: ends, and the next form is drawn',
    async (_name, make) => {
      const began = performance.now();
      const { status, text } = await upload(member.client, make(), { path: '/images/forms' });
      expect([200, 422], text).toContain(status);
      // 8 s of processor time, on a machine that has other things to do.
      expect(performance.now() - began).toBeLessThan(45_000);
      expect(isPagesAlone(await sendAndRead(onePage('Nästa')))).toBe(true);
    },
    90_000,
  );
});

describe('what nobody could read', () => {
  it.each(Object.entries(unfitPdfs))(
    '%s is refused in words that tell what to do',
    async (_name, { make, code }) => {
      for (const language of ['sv', 'en']) {
        const headers = { 'accept-language': language };
        const { status, text } = await upload(member.client, make(), { path: '/images/forms', headers });
        const answer = JSON.parse(text) as { code: string; message: string };
        expect({ status, code: answer.code }).toEqual({ status: 422, code });
        expect(answer.message).toMatch(language === 'sv' ? /fotografera/ : /photograph/);
      }
    },
  );
});

describe('a form as it should be', () => {
  it('shows what was filled in: a name, a tick, a signature', async () => {
    const [page = Buffer.alloc(0)] = picturesOf(await sendAndRead(filledForm()));
    expect(await inkIn(page, 72, 172, 300, 30), 'the name').toBeGreaterThan(0.01);
    expect(await inkIn(page, 72, 232, 30, 30), 'the tick').toBeGreaterThan(0.05);
    expect(await inkIn(page, 72, 282, 300, 80), 'the signature').toBeGreaterThan(0.02);
    expect(await inkIn(page, 72, 600, 300, 80), 'nothing where there is nothing').toBe(0);
  });

  it('keeps each of its pages, and is a file to be saved that no browser takes for a page', async () => {
    const id = await uploadForm(member.client, manyPages(3));
    const { headers, bytes } = await read(id);
    expect(picturesOf(bytes)).toHaveLength(3);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe('attachment; filename="consent.pdf"');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it('as a photograph is a JPEG as before', async () => {
    const id = await uploadForm(member.client, await picture(300, 200).png().toBuffer());
    expect((await read(id)).headers.get('content-type')).toBe('image/jpeg');
  });
});

describe('one that an earlier version has kept as it was sent', () => {
  /** @returns the id of a waiting form of hers whose stored bytes are these. */
  async function keptAsSent(bytes: Buffer): Promise<string> {
    const { services } = server;
    const id = await uploadForm(member.client);
    const storageKey = newId<StorageKey>();
    await services.storage.put(storageKey, encryptConsentForm(services.keyring, id, bytes));
    await services.db.service.consentForm.update({ where: { id }, data: { kind: 'PDF', storageKey } });
    return id;
  }

  it('is drawn when it is asked for, and in the archive of her data', async () => {
    const acting = actingPdfs['JavaScript when it is opened'];
    if (!acting) throw new Error('no such file');
    const id = await keptAsSent(acting());
    const { status, bytes } = await read(id);
    expect(status).toBe(200);
    expect(isPagesAlone(bytes)).toBe(true);
    const archived = (await exportOf(server, member)).files.get(`forms/${id}.pdf`);
    expect(archived && isPagesAlone(Buffer.from(archived))).toBe(true);
  });

  it('is not given out where it cannot be drawn: she is told', async () => {
    const id = await keptAsSent(Buffer.from('%PDF-1.4\n<script>alert(1)</script>\n%%EOF\n'));
    const { status, bytes } = await read(id);
    expect({ status, ...JSON.parse(bytes.toString()) }).toMatchObject({
      status: 422,
      code: 'FORM_UNREADABLE',
    });
  });
});
