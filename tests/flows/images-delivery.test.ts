import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expireImages } from '../../api/images/expire-images.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { Town } from '../privacy/town.ts';
import { Client } from '../support/graphql.ts';
import {
  accepts,
  fetchImage,
  imageInput,
  imagesOf,
  imagesOfAnswers,
  picture,
  type ShownImage,
  uploadPicture,
} from '../support/images.ts';
import { type Member, testPassword } from '../support/server.ts';

/** An address is worth what its reader may see at the moment at which she asks, and nothing in other hands. */

let town: Town;
let asker: Member;
let reader: Member;
let moderator: Member;

beforeAll(async () => {
  town = await Town.open();
  asker = await town.member('Astrid Fråga');
  moderator = await town.member('Moa Moderator', { moderator: true });
});
afterAll(() => town.close());
beforeEach(async () => {
  reader = await town.member('Rut Läsare');
});

interface Case {
  question: ConsultationId;
  image: string;
  urls: string[];
}

const urlsOf = (images: readonly ShownImage[]) =>
  images.flatMap(({ sources }) => sources.map(({ url }) => url));

/** An anonymous question with an image of which the reader has the addresses, and has looked at one. */
async function illustrated(): Promise<Case> {
  const image = await uploadPicture(asker.client, await picture(400, 300).jpeg().toBuffer());
  const question = await town.ask(asker, true, { images: [imageInput(image)] });
  const urls = urlsOf(await imagesOf(reader.client, question));
  expect(urls).toHaveLength(2);
  expect((await look(reader, urls[0])).status).toBe(200);
  return { question, image, urls };
}

const look = (by: Pick<Member, 'client'>, url = '', headers?: Record<string, string>) =>
  fetchImage(town.server.url, by.client, url, headers);

/** As a page asks that stands open. */
const ask = (by: Pick<Member, 'client'>, url = '', headers?: Record<string, string>) =>
  fetchImage(town.server.url, by.client, url, headers, 'HEAD');

/** What she gets for each width in each format. */
async function answers(by: Pick<Member, 'client'>, urls: readonly string[]): Promise<number[]> {
  const got = new Set<number>();
  for (const url of urls) {
    for (const accept of accepts) {
      got.add((await look(by, url, { accept })).status);
      got.add((await ask(by, url, { accept })).status);
    }
  }
  return [...got];
}

const setStatus = (status: string) =>
  town.owner.query('UPDATE accounts.account SET status = $2 WHERE id = $1', [reader.id, status]);

async function moderate(act: string, at: Partial<Record<'consultationId' | 'answerId', string>>) {
  const { id } = await town.call(moderator, 'moderation', 'openCase', { input: at });
  await town.call(moderator, 'moderation', act, {
    input: { caseId: id, rule: 'PATIENT_PRIVACY', statement: 'Patienten kan kännas igen.' },
  });
}

describe('an address is refused, in every width and format, once its reader', () => {
  const reasons: [string, () => unknown][] = [
    ['has signed out', () => reader.client.signOut()],
    ['is no verified physician any more', () => setStatus('REFUSED')],
    [
      'is being erased',
      () => town.owner.query('UPDATE accounts.account SET erasing = true WHERE id = $1', [reader.id]),
    ],
  ];
  it.each(reasons)('%s', async (_reason, happen) => {
    const { urls } = await illustrated();
    await happen();
    expect(await answers(reader, urls)).toEqual([404]);
  });

  it('uses it in a session of her own that is not the one it was given to', async () => {
    const { urls } = await illustrated();
    const elsewhere = new Client(town.server.url);
    await elsewhere.signIn(reader.email, testPassword);
    expect(await answers({ client: elsewhere }, urls)).toEqual([404]);
  });

  it('changes anything of it: the image, the time, the signature, as whom she asks, a width it does not have', async () => {
    const { urls, image } = await illustrated();
    const other = await illustrated();
    const [url = ''] = urls;
    const [expires = ''] = url.match(/(?<=e=)\d+/) ?? [];
    const altered = [
      url.replace(image, other.image),
      url.replace(`e=${expires}`, `e=${Number(expires) + 1800}`),
      url.replace(`e=${expires}`, `e=${expires}&e=${expires}`),
      url.replace(/s=[^&]+/, 's='),
      url.replace(/s=[^&]+/, (signature) => `s=${[...signature.slice(2)].reverse().join('')}`),
      url.replace(/\?.*/, ''),
      `${url}&m=1`,
      ...['0', '-1', '1', '640', '1e9', '99999999999', 'NaN', '320.5'].map((width) =>
        url.replace('/320?', `/${width}?`),
      ),
    ];
    for (const address of altered) {
      expect(address).not.toBe(url);
      expect((await look(reader, address)).status, address).toBe(404);
    }
  });

  it('lets its time pass: it says that it has expired, and a new one is there for the asking', async () => {
    const { question, urls } = await illustrated();
    town.server.clock.advance(61 * 60_000);
    expect(await answers(reader, urls)).toEqual([410]);
    const fresh = urlsOf(await imagesOf(reader.client, question));
    expect(await answers(reader, fresh)).toEqual([200]);
  });
});

describe('an address is refused, in every width and format and to a browser that has the bytes, once', () => {
  const call =
    (name: string) =>
    ({ image }: Case) =>
      town.call(asker, 'physician', name, { id: image });
  const decide = (name: string, image: string) =>
    town.call(moderator, 'moderation', name, {
      input: { imageId: image, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns.' },
    });
  const reasons: [string, (at: Case) => unknown][] = [
    [
      'the author withdraws the question',
      ({ question: id }) => town.call(asker, 'physician', 'deleteConsultation', { id }),
    ],
    ['the author removes the image', call('removeImage')],
    ['the author withdraws the consent', call('withdrawImageConsent')],
    [
      'the patient gives her code',
      async ({ image }) => {
        const { code } = await town.call(asker, 'physician', 'newWithdrawalCode', { id: image });
        await town.call(reader, 'physician', 'withdrawImageByCode', { code });
      },
    ],
    ['moderation hides the question', ({ question }) => moderate('hidePost', { consultationId: question })],
    [
      'moderation deletes the question',
      ({ question }) => moderate('deletePost', { consultationId: question }),
    ],
    ['moderation removes the image', ({ image }) => decide('deleteImage', image)],
    [
      'its days are over',
      async ({ image }) => {
        await town.owner.query('UPDATE images.image SET expires_on = CURRENT_DATE WHERE id = $1', [image]);
        await expireImages(town.server.services);
      },
    ],
  ];
  it.each(reasons)('%s', async (_reason, happen) => {
    const at = await illustrated();
    const etag = (await look(reader, at.urls[0])).headers.get('etag') ?? '';
    const kept = { 'if-none-match': etag };
    expect((await look(reader, at.urls[0], kept)).status).toBe(304);
    await happen(at);
    expect(await answers(reader, at.urls)).toEqual([404]);
    expect((await look(reader, at.urls[0], kept)).status).toBe(404);
  });

  it('the question above the answer that it belongs to is hidden, or the answer alone', async () => {
    const illustratedAnswer = async () => {
      const { question } = await illustrated();
      const image = await uploadPicture(asker.client);
      const answerId = await town.answer(asker, question, true, { images: [imageInput(image)] });
      const urls = urlsOf(await imagesOfAnswers(reader.client, question));
      expect((await look(reader, urls[0])).status).toBe(200);
      return { question, answerId, urls };
    };
    const above = await illustratedAnswer();
    await moderate('hidePost', { consultationId: above.question });
    expect(await answers(reader, above.urls)).toEqual([404]);
    const alone = await illustratedAnswer();
    await moderate('hidePost', { answerId: alone.answerId });
    expect(await answers(reader, alone.urls)).toEqual([404]);
  });
});

describe('asked by a page that stands open whether its picture may stay', () => {
  it('it says so without reading anything', async () => {
    const { urls } = await illustrated();
    const accept = 'image/avif';
    const etags = [];
    for (const url of urls) etags.push((await look(reader, url, { accept })).headers.get('etag'));
    const get = vi.spyOn(town.server.services.storage, 'get');
    for (const [at, url] of urls.entries()) {
      const { status, headers, bytes } = await ask(reader, url, { accept });
      expect(status).toBe(200);
      expect(bytes).toHaveLength(0);
      expect(headers.get('cache-control')).toContain('private');
      expect(headers.get('etag')).toBe(etags[at]);
    }
    expect(get.mock.calls).toEqual([]);
  });

  it('it says whether a moderator has blurred it since', async () => {
    const { urls, image } = await illustrated();
    const isBlurred = async () => (await ask(reader, urls[0])).headers.get('x-image-blurred');
    expect(await isBlurred()).toBe('0');
    await town.call(moderator, 'moderation', 'blurImage', {
      input: { imageId: image, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns.' },
    });
    expect(await isBlurred()).toBe('1');
  });
});

describe('as a moderator', () => {
  /** The address in the case of a hidden question, of which members get none. */
  async function inCase(): Promise<string> {
    const { question } = await illustrated();
    const { id } = await town.call(moderator, 'moderation', 'openCase', {
      input: { consultationId: question },
    });
    const { post } = await town.call<{ post: { images: ShownImage[] } }>(
      moderator,
      'moderation',
      'hidePost',
      {
        input: { caseId: id, rule: 'PATIENT_PRIVACY', statement: 'Patienten kan kännas igen.' },
      },
    );
    const [url = ''] = urlsOf(post.images);
    expect((await look(moderator, url)).status).toBe(200);
    return url;
  }

  it('she gets what is hidden by the address in her case alone, and nobody else by it', async () => {
    const url = await inCase();
    expect((await look(moderator, url.replace('&m=1', ''))).status).toBe(404);
    expect((await look(reader, url)).status).toBe(404);
  });

  it('she gets nothing any more once she is none', async () => {
    const url = await inCase();
    const role = (is: boolean) =>
      town.owner.query('UPDATE accounts.account SET moderator = $2 WHERE id = $1', [moderator.id, is]);
    await role(false);
    try {
      expect((await look(moderator, url)).status).toBe(404);
    } finally {
      await role(true);
    }
  });
});

it('what waits for its publication is its author’s alone', async () => {
  const image = await uploadPicture(asker.client);
  const question = await town.ask(asker, true, { images: [imageInput(image)], holdBack: 'ONE_DAY' });
  expect(await imagesOf(reader.client, question)).toEqual([]);
  const [own = ''] = urlsOf(await imagesOf(asker.client, question));
  expect((await look(asker, own)).status).toBe(200);
  expect((await look(reader, own)).status).toBe(404);
});
