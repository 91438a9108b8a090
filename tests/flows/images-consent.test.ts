import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireImages } from '../../api/images/expire-images.ts';
import { remindOfExpiry } from '../../api/images/remind-of-expiry.ts';
import type { StorageKey } from '../../api/platform/storage/storage.ts';
import { Town } from '../privacy/town.ts';
import { Client } from '../support/graphql.ts';
import {
  fetchImage,
  imageInput,
  imagesOf,
  picture,
  signedForm,
  upload,
  uploadForm,
  uploadPicture,
} from '../support/images.ts';
import { isPagesAlone } from '../support/pdf-files.ts';
import { type Member, testPassword } from '../support/server.ts';

/** What a patient has signed, and how long it carries. */

let town: Town;
let asker: Member;
let colleague: Member;
let moderator: Member;

const dayInMs = 86_400_000;

beforeAll(async () => {
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  asker = await town.member('Astrid Fråga');
  colleague = await town.member('Kerstin Kollega');
  moderator = await town.member('Moa Moderator', { moderator: true });
});
afterAll(() => town.close());

const look = (client: Client, address: string) => fetchImage(town.server.url, client, address);
const uploadSmall = async (by = asker) => uploadPicture(by.client, await picture(120, 90).jpeg().toBuffer());

interface Refused {
  __typename: string;
  code?: string;
  issues?: { code: string }[];
}

/** What becomes of a question with these images. */
async function attempt(by: Member, images: object[]): Promise<Refused & { id?: string }> {
  const input = {
    anonymous: true,
    holdBack: 'AT_ONCE',
    kind: 'QUESTION',
    specialty: 'internmedicin',
    tags: [],
    title: 'Utslag som inte viker',
    body: 'Har funnits i tre veckor trots kortison. Vad kan det vara?',
    images,
  };
  return town.attempt(by, 'physician', 'postConsultation', { input });
}

describe('a signed form is taken', () => {
  it('by its content, of a document pictures of its pages and an image encoded anew, whatever type is said', async () => {
    const photograph = await picture(300, 200)
      .withExif({ IFD0: { Artist: 'Astrid' } })
      .jpeg()
      .toBuffer();
    for (const [bytes, type, isDocument] of [
      [signedForm, 'application/pdf', true],
      [signedForm, 'image/png', true],
      [photograph, 'application/pdf', false],
    ] as const) {
      const { status, text } = await upload(asker.client, bytes, {
        path: '/images/forms',
        headers: { 'content-type': type },
      });
      expect(status).toBe(200);
      const sent = await look(asker.client, `/images/forms/${(JSON.parse(text) as { id: string }).id}`);
      expect(sent.headers.get('content-type')).toBe(isDocument ? 'application/pdf' : 'image/jpeg');
      if (isDocument) expect(isPagesAlone(sent.bytes)).toBe(true);
      else expect(sent.bytes.includes('Astrid')).toBe(false);
    }
  });

  const refused: [string, () => Buffer, string][] = [
    ['a page', () => Buffer.from('<!doctype html><script>1</script>'), 'FORM_TYPE_UNKNOWN'],
    [
      'a page in front of a document',
      () => Buffer.concat([Buffer.from('<script>'), signedForm]),
      'FORM_TYPE_UNKNOWN',
    ],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'FORM_TYPE_UNKNOWN'],
    ['a document without an end', () => signedForm.subarray(0, 40), 'FORM_UNREADABLE'],
    ['nothing', () => Buffer.alloc(0), 'UPLOAD_EMPTY'],
    [
      'more than ten megabytes',
      () => Buffer.concat([signedForm, Buffer.alloc(10 * 1024 * 1024 + 1 - signedForm.length)]),
      'FORM_TOO_LARGE',
    ],
  ];
  it.each(refused)('but not %s', async (_name, make, code) => {
    const { status, text } = await upload(asker.client, make(), { path: '/images/forms' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(JSON.parse(text)).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
  });

  it('up to ten megabytes', async () => {
    const end = Buffer.from('%%EOF\n');
    const largest = Buffer.concat([
      signedForm,
      Buffer.alloc(10 * 1024 * 1024 - signedForm.length - end.length),
      end,
    ]);
    expect((await upload(asker.client, largest, { path: '/images/forms' })).status).toBe(200);
  });
});

describe('a signed form is given', () => {
  const standsInPost = async () => {
    const formId = await uploadForm(asker.client);
    const asked = await attempt(asker, [imageInput(await uploadSmall(), { consent: 'WRITTEN', formId })]);
    expect(asked.__typename).toBe('Consultation');
    return `/images/forms/${formId}`;
  };

  it('to its owner in any session of hers, to be saved and never shown in the page, and kept by nobody on the way', async () => {
    const address = await standsInPost();
    const elsewhere = new Client(town.server.url);
    await elsewhere.signIn(asker.email, testPassword);
    for (const client of [asker.client, elsewhere]) {
      const { status, headers } = await look(client, address);
      expect(status).toBe(200);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-disposition': 'attachment; filename="consent.pdf"',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      });
    }
  });

  it('to nobody else, before it stands in a post and after', async () => {
    const unverified = await town.member('Una Ny', { status: 'UNVERIFIED' });
    const others = [colleague.client, moderator.client, unverified.client, new Client(town.server.url)];
    const waiting = `/images/forms/${await uploadForm(asker.client)}`;
    for (const address of [waiting, await standsInPost()]) {
      for (const client of others) expect((await look(client, address)).status).toBe(404);
    }
  });
});

describe('a question with images', () => {
  it('needs a form for a written consent: one of her own, that stands nowhere yet', async () => {
    const image = async (formId: string | null) =>
      imageInput(await uploadSmall(), { consent: 'WRITTEN', formId });
    const others = await uploadForm(colleague.client);
    const own = await uploadForm(asker.client);
    expect((await attempt(asker, [await image(own)])).__typename).toBe('Consultation');
    for (const [formId, code] of [
      [null, 'CONSENT_FORM_MISSING'],
      [others, 'CONSENT_FORM_GONE'],
      [own, 'CONSENT_FORM_GONE'],
      ['none', 'CONSENT_FORM_GONE'],
    ] as const) {
      expect(await attempt(asker, [await image(formId)])).toMatchObject({ issues: [{ code }] });
    }
  });

  it('takes ten, each described and each once', async () => {
    const images = [];
    for (let at = 0; at < 11; at += 1) images.push(imageInput(await uploadSmall()));
    expect(await attempt(asker, images)).toMatchObject({ issues: [{ code: 'TOO_MANY_IMAGES' }] });
    const [first = imageInput('')] = images;
    expect(await attempt(asker, [{ ...first, alt: ' ' }])).toMatchObject({ __typename: 'InvalidInputError' });
    expect(await attempt(asker, [first, first])).toMatchObject({ issues: [{ code: 'IMAGE_GONE' }] });
    expect((await attempt(asker, images.slice(0, 10))).__typename).toBe('Consultation');
  });

  it('keeps a form that some of them stand on until all are gone; withdrawn by any code of theirs, it takes them along', async () => {
    const formId = await uploadForm(asker.client);
    const ids = [await uploadSmall(), await uploadSmall(), await uploadSmall()];
    await attempt(
      asker,
      ids.map((id) => imageInput(id, { consent: 'WRITTEN', formId })),
    );
    const address = `/images/forms/${formId}`;
    const { code } = await town.call(asker, 'physician', 'newWithdrawalCode', { id: ids[0] });
    await town.call(asker, 'physician', 'removeImage', { id: ids[0] });
    expect((await look(asker.client, address)).status).toBe(200);
    expect(await town.call(asker, 'physician', 'withdrawImageByCode', { code })).toMatchObject({ images: 2 });
    expect((await look(asker.client, address)).status).toBe(404);
  });
});

describe('sixty days', () => {
  const extend = (by: Member, id: string) =>
    town.attempt(by, 'physician', 'extendImage', { id }) as Promise<Record<string, unknown>>;
  const advance = (days: number) => town.server.clock.advance(days * dayInMs);

  /** An image with its form in an anonymous question. */
  async function kept() {
    const formId = await uploadForm(asker.client);
    const image = await uploadSmall();
    const question = await town.ask(asker, true, {
      images: [imageInput(image, { consent: 'WRITTEN', formId })],
    });
    return { image, question, formId };
  }

  async function expiryOf(image: string): Promise<string | null> {
    const { rows } = await town.owner.query('SELECT expires_on::text FROM images.image WHERE id = $1', [
      image,
    ]);
    return rows[0].expires_on;
  }
  const inDays = (days: number) =>
    new Date(town.server.clock.now().getTime() + days * dayInMs).toISOString().slice(0, 10);

  it('become sixty more from any later day on, as often as she asks, never ahead of the days', async () => {
    const { image, question } = await kept();
    expect(await expiryOf(image)).toBe(inDays(60));
    expect(await extend(asker, image)).toMatchObject({ code: 'IMAGE_NOT_EXTENDABLE' });
    for (const days of [1, 40, 59, 60]) {
      advance(days);
      expect(await extend(asker, image)).toMatchObject({ __typename: 'Image', state: 'SHOWN' });
      expect(await expiryOf(image)).toBe(inDays(60));
      expect(await extend(asker, image)).toMatchObject({ code: 'IMAGE_NOT_EXTENDABLE' });
      await expireImages(town.server.services);
    }
    expect(await imagesOf(colleague.client, question)).toMatchObject([{ state: 'SHOWN' }]);
  });

  it('are nobody else’s to extend, and not once the consent is withdrawn, the image removed or expired', async () => {
    const { image } = await kept();
    advance(1);
    for (const other of [colleague, moderator]) {
      expect((await extend(other, image)).__typename).toBe('NotFoundError');
    }
    for (const end of ['withdrawImageConsent', 'removeImage']) {
      const { image: ended } = await kept();
      await town.call(asker, 'physician', end, { id: ended });
      advance(1);
      expect(await extend(asker, ended)).toMatchObject({ code: 'IMAGE_NOT_POSSIBLE' });
    }
    advance(59);
    await expireImages(town.server.services);
    expect(await extend(asker, image)).toMatchObject({ code: 'IMAGE_NOT_POSSIBLE' });
  });

  it('are told of before they end, and when they end the bytes and the form go and the question stays', async () => {
    const { image, question, formId } = await kept();
    const { services } = town.server;
    const { rows } = await town.owner.query<{ storage_key: StorageKey }>(
      `SELECT storage_key FROM images.image WHERE id = $1
        UNION ALL SELECT storage_key FROM images.consent_form WHERE id = $2`,
      [image, formId],
    );
    advance(45);
    expect(await remindOfExpiry(services)).toBe(0);
    advance(7);
    expect(await remindOfExpiry(services)).toBe(1);
    advance(7);
    expect(await expireImages(services)).toBe(0);
    advance(1);
    expect(await expireImages(services)).toBe(1);
    expect(rows).toHaveLength(2);
    for (const { storage_key } of rows) expect(await services.storage.get(storage_key)).toBeNull();
    expect((await look(asker.client, `/images/forms/${formId}`)).status).toBe(404);
    for (const { client } of [asker, colleague]) {
      expect(await imagesOf(client, question)).toMatchObject([{ state: 'EXPIRED', alt: '', sources: [] }]);
    }
  });
});
