import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseImages } from '../../api/images/erase-images.ts';
import { expireImages } from '../../api/images/expire-images.ts';
import { remindOfExpiry } from '../../api/images/remind-of-expiry.ts';
import { sweepDiscarded } from '../../api/images/sweep-discarded.ts';
import { forgetOrderOfFiles, sweepFiles, sweepUploads } from '../../api/images/sweep-orphans.ts';
import { variantSet } from '../../api/images/variant-set.ts';
import { newId } from '../../api/platform/ids.ts';
import type { StorageKey } from '../../api/platform/storage/storage.ts';
import { Town } from '../privacy/town.ts';
import { fetchImage, imageInput, picture, upload, uploadForm, uploadPicture } from '../support/images.ts';
import { isPagesAlone } from '../support/pdf-files.ts';
import type { Member } from '../support/server.ts';

let town: Town;
let asker: Member;
let colleague: Member;
let moderator: Member;
let admin: Member;

beforeAll(async () => {
  town = await Town.open();
  asker = await town.member('Astrid Fråga');
  colleague = await town.member('Kerstin Kollega');
  moderator = await town.member('Moa Moderator', { moderator: true });
  admin = await town.admin();
});
afterAll(() => town.close());

interface Shown {
  id: string;
  state: string;
  alt: string;
  sources: { url: string }[];
  mine: { removedBy: { statement: string } | null; canExtend: boolean; expiresOn: string } | null;
}

async function imagesAs(reader: Member, id: string): Promise<Shown[]> {
  const { data } = await reader.client.graphql(
    'physician',
    `query ($id: ID!) { consultation(id: $id) { images { id state alt sources { url }
      mine { canExtend expiresOn removedBy { statement } } } } }`,
    { id },
  );
  return (data?.consultation as { images: Shown[] } | null)?.images ?? [];
}

/** A question with one image that a colleague has looked at. */
async function illustrated(anonymous = true, more: object = {}) {
  const image = await uploadPicture(asker.client);
  const question = await town.ask(asker, anonymous, { images: [imageInput(image, more)] });
  const [shown] = await imagesAs(colleague, question);
  const url = shown?.sources[0]?.url ?? '';
  expect((await look(colleague, url)).status).toBe(200);
  return { image, question, url };
}

const look = (by: Member, url: string) => fetchImage(town.server.url, by.client, url);

async function keysOf(image: string): Promise<StorageKey[]> {
  const { rows } = await town.owner.query<{ key: StorageKey }>(
    `SELECT storage_key AS key FROM images.image WHERE id = $1
      UNION ALL SELECT storage_key FROM images.variant WHERE image_id = $1
      UNION ALL SELECT f.storage_key FROM images.consent_form f JOIN images.image i ON i.form_id = f.id WHERE i.id = $1`,
    [image],
  );
  return rows.map(({ key }) => key);
}

async function stillThere(keys: StorageKey[]): Promise<number> {
  const found = await Promise.all(keys.map((key) => town.server.services.storage.get(key)));
  return found.filter((bytes) => bytes !== null).length;
}

describe('an image goes everywhere at once (#39)', () => {
  it('when its owner withdraws the consent: variants and form with it, and only the month is kept', async () => {
    const formId = await uploadForm(asker.client);
    const { image, question, url } = await illustrated(true, { consent: 'WRITTEN', formId });
    const keys = await keysOf(image);
    expect(await stillThere(keys), 'master, variants, form').toBe(1 + variantSet(800).length + 1);
    await town.call(asker, 'physician', 'withdrawImageConsent', { id: image });
    expect((await look(colleague, url)).status).toBe(404);
    expect(await stillThere(keys)).toBe(0);
    expect(await imagesAs(colleague, question)).toMatchObject([{ state: 'WITHDRAWN', alt: '', sources: [] }]);
    const { rows } = await town.owner.query('SELECT * FROM images.image WHERE id = $1', [image]);
    expect(rows[0]).toMatchObject({ form_id: null, alt: '', storage_key: null, expires_on: null });
    expect(rows[0].withdrawn_in.getDate()).toBe(1);
    expect(
      (await town.owner.query('SELECT 1 FROM images.consent_form WHERE id = $1', [formId])).rowCount,
    ).toBe(0);
  });

  it('when the patient gives her code, signed in or not, once; the last one given counts', async () => {
    const { image, url } = await illustrated();
    const first = await town.call(asker, 'physician', 'newWithdrawalCode', { id: image });
    const { code } = await town.call(asker, 'physician', 'newWithdrawalCode', { id: image });
    const give = async (given: unknown) =>
      (await town.attempt(colleague, 'physician', 'withdrawImageByCode', { code: given })).__typename;
    expect(await give(first.code)).toBe('NotAllowedError');
    expect(await give('ABCD-EFGH')).toBe('NotAllowedError');
    expect(await give(String(code).toLowerCase().replaceAll('-', ' '))).toBe('WithdrawnImage');
    expect(await give(code)).toBe('NotAllowedError');
    expect((await look(colleague, url)).status).toBe(404);
    expect((await look(asker, url)).status).toBe(404);
  });

  it('with the others of the same patient, where her code is for all of them', async () => {
    const ids = [];
    for (let number = 0; number < 4; number += 1) ids.push(await uploadPicture(asker.client));
    const [first = '', second = '', third = '', drawn = ''] = ids;
    const images = ids.map((id) => imageInput(id, { consent: id === drawn ? 'ROLE_PLAY' : 'ORAL' }));
    const question = await town.ask(asker, true, { images });
    const keys = await keysOf(first);
    await town.call(asker, 'physician', 'withdrawImageConsent', { id: third });
    const { code } = await town.call(asker, 'physician', 'newWithdrawalCode', { id: second, forAll: true });
    expect(await town.call(colleague, 'physician', 'withdrawImageByCode', { code })).toMatchObject({
      images: 2,
    });
    const states = await imagesAs(colleague, question);
    expect(states.map(({ state }: { state: string }) => state)).toEqual([
      'WITHDRAWN',
      'WITHDRAWN',
      'WITHDRAWN',
      'SHOWN',
    ]);
    expect(keys).toHaveLength(1 + variantSet(800).length);
    expect(await stillThere(keys)).toBe(0);
  });

  it('when its post is withdrawn, deleted by moderation, or hidden for the time being', async () => {
    const withdrawn = await illustrated();
    const keys = await keysOf(withdrawn.image);
    await town.call(asker, 'physician', 'deleteConsultation', { id: withdrawn.question });
    expect((await look(colleague, withdrawn.url)).status).toBe(404);

    const { image, question, url } = await illustrated();
    keys.push(...(await keysOf(image)));
    const { id: caseId } = await town.call(moderator, 'moderation', 'openCase', {
      input: { consultationId: question },
    });
    const input = { caseId, rule: 'PATIENT_PRIVACY', statement: 'Patienten kan kännas igen.' };
    await town.call(moderator, 'moderation', 'hidePost', { input });
    expect((await look(colleague, url)).status).toBe(404);
    const own = (await imagesAs(asker, question))[0]?.sources[0]?.url ?? '';
    expect((await look(asker, own)).status).toBe(200);
    await town.call(moderator, 'moderation', 'deletePost', { input });
    expect((await look(asker, own)).status).toBe(404);
    await sweepDiscarded(town.server.services);
    expect(keys.length).toBeGreaterThanOrEqual(4);
    expect(await stillThere(keys)).toBe(0);
  });

  it('though the storage hangs: nobody waits for it', async () => {
    const { services } = town.server;
    const { image, url } = await illustrated();
    const { erase } = services.storage;
    // Let go of in the end: the job of the minute may have met it too, and the service would wait for that when it stops.
    const { promise: hanging, reject: letGo } = Promise.withResolvers<void>();
    hanging.catch(() => undefined);
    services.storage.erase = () => hanging;
    try {
      await town.call(asker, 'physician', 'withdrawImageConsent', { id: image });
      expect((await look(colleague, url)).status).toBe(404);
    } finally {
      services.storage.erase = erase;
      letGo(new Error('it was away'));
    }
    expect(await sweepDiscarded(services)).toBe(0);
  });

  it('when its sixty days are over, unless extended; a reminder says only that some go', async () => {
    const { image, question } = await illustrated();
    const [mine] = await imagesAs(asker, question);
    expect(mine?.mine).toMatchObject({ canExtend: false });
    town.server.clock.advance(50 * 86_400_000);
    expect(await remindOfExpiry(town.server.services)).toBe(1);
    await town.call(asker, 'physician', 'extendImage', { id: image });
    town.server.clock.advance(20 * 86_400_000);
    await expireImages(town.server.services);
    expect(await imagesAs(asker, question)).toMatchObject([{ state: 'SHOWN' }]);
    town.server.clock.advance(60 * 86_400_000);
    await expireImages(town.server.services);
    expect(await imagesAs(asker, question)).toMatchObject([{ state: 'EXPIRED' }]);
  });
});

describe('moderation of one image', () => {
  const act = (by: Member, name: string, imageId: string) =>
    town.attempt(by, 'moderation', name, {
      input: { imageId, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns i bakgrunden.' },
    });

  it('blurs it for readers, shows it sharp in the case, and takes it away with its reasons', async () => {
    const { image, question, url } = await illustrated();
    const sharpBytes = (await look(colleague, url)).bytes;
    const found = await act(moderator, 'blurImage', image);
    const { post } = found as { post: { images: { sources: { url: string }[] }[] } };
    expect((await look(colleague, url)).bytes.equals(sharpBytes)).toBe(false);
    expect(post.images[0]?.sources[0]?.url).toContain('m=1');
    const inCase = await look(moderator, post.images[0]?.sources[0]?.url ?? '');
    expect(inCase.bytes.equals(sharpBytes)).toBe(true);
    expect((await act(moderator, 'unblurImage', image)).__typename).toBe('ModerationCase');
    expect((await look(colleague, url)).bytes.equals(sharpBytes)).toBe(true);
    await act(moderator, 'deleteImage', image);
    expect((await look(colleague, url)).status).toBe(404);
    expect((await imagesAs(asker, question))[0]).toMatchObject({
      state: 'REMOVED',
      mine: { removedBy: { statement: 'Ett ansikte syns i bakgrunden.' } },
    });
    expect((await imagesAs(colleague, question))[0]?.mine).toBeNull();
    expect((await act(moderator, 'blurImage', image)).__typename).toBe('NotAllowedError');
  });

  it('is not for who has written in the consultation, under any face', async () => {
    const { image, question } = await illustrated();
    await town.answer(moderator, question, true);
    expect((await act(moderator, 'blurImage', image)).__typename).toBe('NotFoundError');
  });
});

describe('a signed form', () => {
  it('is its owner’s and the technical admins’, whose look is on the audit; encrypted where it lies', async () => {
    const formId = await uploadForm(asker.client);
    const { image } = await illustrated(false, { consent: 'WRITTEN', formId });
    const address = `/images/forms/${formId}`;
    const own = await look(asker, address);
    expect(isPagesAlone(own.bytes)).toBe(true);
    expect(own.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await look(colleague, address)).status).toBe(404);
    expect((await look(moderator, address)).status).toBe(404);
    expect(isPagesAlone((await look(admin, address)).bytes)).toBe(true);
    const { rows } = await town.owner.query(
      `SELECT details FROM audit.entry WHERE kind = 'consent-form.opened'`,
    );
    expect(rows).toHaveLength(1);
    for (const key of await keysOf(image)) {
      expect((await town.server.services.storage.get(key))?.includes('%PDF')).toBe(false);
    }
  });

  it('is refused where it is neither an image nor a whole PDF', async () => {
    for (const [bytes, code] of [
      [Buffer.from('%PDF-1.4 and no end'), 'FORM_UNREADABLE'],
      [Buffer.from('just some text'), 'FORM_TYPE_UNKNOWN'],
    ] as const) {
      expect(JSON.parse((await upload(asker.client, bytes, { path: '/images/forms' })).text).code).toBe(code);
    }
  });
});

describe('what nobody needs is swept', () => {
  it('uploads without a post, at erasure and after a day; files without a row; order', async () => {
    const { services, clock } = town.server;
    const hers = await uploadPicture(asker.client, await picture(90, 90).png().toBuffer());
    const others = await uploadPicture(colleague.client);
    await eraseImages(services, asker.id);
    const left = async () =>
      (await town.owner.query('SELECT id FROM images.image WHERE owner_tag IS NOT NULL')).rows.map(
        ({ id }) => id,
      );
    expect(await left()).not.toContain(hers);
    expect(await left()).toContain(others);
    clock.advance(26 * 3_600_000);
    await sweepUploads(services);
    expect(await left()).toEqual([]);
    const stray = newId<StorageKey>();
    await services.storage.put(stray, Buffer.from('stray'));
    expect(await sweepFiles(services), 'it may be on its way').toBe(0);
    await forgetOrderOfFiles(services);
    expect(await services.storage.get(stray), 'and is not taken for something erased').not.toBeNull();
    await services.storage.erase(stray);
    expect(await services.storage.get(stray)).toBeNull();
  });
});
