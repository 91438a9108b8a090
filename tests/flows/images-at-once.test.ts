import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireImages } from '../../api/images/expire-images.ts';
import { type GoneState, takeImagesAway } from '../../moderation/image-storage.ts';
import { Town } from '../privacy/town.ts';
import { untilHeldUp } from '../support/held-up.ts';
import { imageInput, imagesOf, uploadForm, uploadPicture } from '../support/images.ts';
import type { Member } from '../support/server.ts';

/** Two acts upon the same image, or upon two that share a form, at the same time. */

let town: Town;
let asker: Member;
let moderator: Member;

beforeAll(async () => {
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  asker = await town.member('Astrid Fråga');
  moderator = await town.member('Moa Moderator', { moderator: true });
});
afterAll(() => town.close());

/** What `second` comes to that begins while `first` is not committed yet. */
async function meanwhile<Result>(
  first: (tx: Parameters<typeof takeImagesAway>[0]) => Promise<unknown>,
  second: () => Promise<Result>,
): Promise<Result> {
  let started: Promise<Result> | undefined;
  await town.server.services.db.service.$transaction(async (tx) => {
    await first(tx);
    started = second();
    await untilHeldUp(town.owner, started);
  });
  if (!started) throw new Error('nothing was begun');
  return started;
}

const takeAway =
  (id: string, state: GoneState, month: Date | null = null) =>
  (tx: Parameters<typeof takeImagesAway>[0]) =>
    takeImagesAway(tx, [id], state, month);

describe('at the same time', () => {
  it('an image that its owner extends does not expire', async () => {
    const image = await uploadPicture(asker.client);
    const question = await town.ask(asker, true, { images: [imageInput(image)] });
    town.server.clock.advance(61 * 86_400_000);
    const later = new Date(town.server.clock.now().getTime() + 60 * 86_400_000);
    await meanwhile(
      (tx) => tx.image.updateMany({ where: { id: image }, data: { expiresOn: later } }),
      () => expireImages(town.server.services),
    );
    expect(await imagesOf(asker.client, question)).toMatchObject([{ state: 'SHOWN' }]);
  });

  it('the two images of one form go, and the form with them', async () => {
    const formId = await uploadForm(asker.client);
    const [one, other] = [await uploadPicture(asker.client), await uploadPicture(asker.client)];
    const written = { consent: 'WRITTEN', formId };
    await town.ask(asker, true, { images: [imageInput(one, written), imageInput(other, written)] });
    await meanwhile(takeAway(one, 'REMOVED'), () =>
      town.call(asker, 'physician', 'withdrawImageConsent', { id: other }),
    );
    const forms = await town.owner.query('SELECT FROM images.consent_form WHERE id = $1', [formId]);
    expect(forms.rowCount).toBe(0);
  });

  it('an image that its owner takes away is not removed by moderation as well', async () => {
    const image = await uploadPicture(asker.client);
    await town.ask(asker, true, { images: [imageInput(image)] });
    const month = new Date('2026-12-01T00:00:00Z');
    const decided = await meanwhile(takeAway(image, 'WITHDRAWN', month), () =>
      town.attempt(moderator, 'moderation', 'deleteImage', {
        input: { imageId: image, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns i bakgrunden.' },
      }),
    );
    expect(decided).toMatchObject({ __typename: 'NotAllowedError' });
    const decisions = await town.owner.query('SELECT FROM moderation.decision WHERE image_id = $1', [image]);
    expect(decisions.rowCount).toBe(0);
  });
});
