import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Town } from '../privacy/town.ts';
import { fetchImage, imageInput, uploadPicture } from '../support/images.ts';
import type { Member } from '../support/server.ts';

let town: Town;
let asker: Member;
let colleague: Member;
let moderator: Member;
let another: Member;

beforeAll(async () => {
  town = await Town.open();
  asker = await town.member('Astrid Fråga');
  colleague = await town.member('Kerstin Kollega');
  moderator = await town.member('Moa Moderator', { moderator: true });
  another = await town.member('Nils Moderator', { moderator: true });
});
afterAll(() => town.close());

interface Seen {
  images: { id: string; state: string; sources: { url: string }[] }[];
  decisions: {
    id: string;
    action: string;
    imageNumber: number | null;
    appealableUntil: string | null;
    appeal: { id: string; state: string; effect: string | null } | null;
  }[];
}

async function seenBy(reader: Member, id: string): Promise<Seen> {
  const { data } = await reader.client.graphql(
    'physician',
    `query ($id: ID!) { consultation(id: $id) { images { id state sources { url } }
      decisions { id action imageNumber appealableUntil appeal { id state effect } } } }`,
    { id },
  );
  return data?.consultation as Seen;
}

/** An anonymous question with two images, upon the second of which a moderator has acted. */
async function decidedUpon(act: 'blurImage' | 'deleteImage') {
  const ids = [await uploadPicture(asker.client), await uploadPicture(asker.client)];
  const question = await town.ask(asker, true, { images: ids.map((id) => imageInput(id)) });
  const image = ids[1] ?? '';
  await onImage(moderator, act, image);
  const decision = (await seenBy(asker, question)).decisions[0];
  if (!decision) throw new Error('its author is not told');
  return { question, image, decision };
}

const onImage = (by: Member, act: string, imageId: string) =>
  town.call(by, 'moderation', act, {
    input: { imageId, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns i bakgrunden.' },
  });

const appeal = (decisionId: string) =>
  town.call(asker, 'physician', 'appealDecision', {
    input: { decisionId, text: 'Det är en docka, inget ansikte. Bilden är ritad.' },
  });

async function overturn(question: string) {
  const { appeal: own } = (await seenBy(asker, question)).decisions[0] ?? {};
  return town.attempt(another, 'moderation', 'ruleOnAppeal', {
    input: { id: own?.id, outcome: 'OVERTURNED', statement: 'Jag ser ingen människa i bilden.' },
  });
}

describe('a decision upon one image', () => {
  it('is told to the author alone, with the image that it is about, and can be appealed', async () => {
    const { question, decision } = await decidedUpon('deleteImage');
    expect(decision).toMatchObject({ action: 'REMOVE_IMAGE', imageNumber: 2 });
    expect(decision.appealableUntil).not.toBeNull();
    expect((await seenBy(colleague, question)).decisions).toEqual([]);
  });

  it('to remove it: the picture is gone at once, and overturning says that it stays so', async () => {
    const { question, image, decision } = await decidedUpon('deleteImage');
    const { rows } = await town.owner.query('SELECT storage_key FROM images.image WHERE id = $1', [image]);
    expect(rows).toEqual([{ storage_key: null }]);
    await appeal(decision.id);
    expect(await overturn(question)).toMatchObject({ effect: 'IMAGE_DESTROYED', state: 'OVERTURNED' });
    const { images, decisions } = await seenBy(asker, question);
    expect(images.map(({ state }) => state)).toEqual(['SHOWN', 'REMOVED']);
    expect(decisions[0]?.appeal).toMatchObject({ state: 'OVERTURNED', effect: 'IMAGE_DESTROYED' });
  });

  it('to blur it: overturning shows it sharp to every reader', async () => {
    const { question, decision } = await decidedUpon('blurImage');
    const bytes = async () => {
      const url = (await seenBy(colleague, question)).images[1]?.sources[0]?.url ?? '';
      return (await fetchImage(town.server.url, colleague.client, url)).bytes;
    };
    const blurred = await bytes();
    await appeal(decision.id);
    expect(await overturn(question)).toMatchObject({ effect: 'IMAGE_SHARPENED' });
    expect((await seenBy(colleague, question)).images[1]?.state).toBe('SHOWN');
    expect((await bytes()).equals(blurred)).toBe(false);
  });

  it('that has been taken back, or replaced by another, is not undone twice', async () => {
    const { question, image, decision } = await decidedUpon('blurImage');
    await appeal(decision.id);
    await onImage(moderator, 'unblurImage', image);
    await onImage(moderator, 'blurImage', image);
    expect(await overturn(question)).toMatchObject({ effect: 'NOTHING_LEFT' });
    expect((await seenBy(colleague, question)).images[1]?.state).toBe('BLURRED');
    const { decisions } = await seenBy(asker, question);
    expect(decisions.map(({ action }) => action)).toEqual(['BLUR_IMAGE', 'UNBLUR_IMAGE', 'BLUR_IMAGE']);
    expect(decisions[1]?.appealableUntil, 'to make it sharp again burdens nobody').toBeNull();
  });

  it('on an image that is gone since leaves nothing to undo', async () => {
    const { question, image, decision } = await decidedUpon('blurImage');
    await appeal(decision.id);
    await town.call(asker, 'physician', 'withdrawImageConsent', { id: image });
    expect(await overturn(question)).toMatchObject({ effect: 'NOTHING_LEFT' });
    expect((await seenBy(colleague, question)).images[1]?.state).toBe('WITHDRAWN');
  });
});
