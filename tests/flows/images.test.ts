import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchImage, imageInput, picture, upload, uploadPicture } from '../support/images.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let asker: Member;
let colleague: Member;

beforeAll(async () => {
  server = await startTestServer();
  asker = await signInAs(server, { specialtyCode: 'internmedicin' });
  colleague = await signInAs(server, { specialtyCode: 'internmedicin' });
});
afterAll(() => server.close());

const imageParts = `id state alt sensitive width height placeholder sources { width url }
  mine { consent expiresOn canExtend formId removedBy { rule statement } }`;

interface Shown {
  id: string;
  state: string;
  width: number | null;
  placeholder: string | null;
  sources: { width: number; url: string }[];
  mine: Record<string, unknown> | null;
}

async function ask(by: Member, images: object[], more: object = {}): Promise<Record<string, unknown>> {
  const { data, errors } = await by.client.graphql(
    'physician',
    `mutation ($input: PostConsultationInput!) { postConsultation(input: $input) { __typename
      ... on Consultation { id images { ${imageParts} } }
      ... on InvalidInputError { issues { field code } } } }`,
    {
      input: {
        title: 'Utslag som inte viker',
        body: 'Har funnits i tre veckor trots kortison. Vad kan det vara?',
        kind: 'CLINICAL_CASE',
        specialty: 'internmedicin',
        tags: [],
        anonymous: false,
        images,
        ...more,
      },
    },
  );
  expect(errors).toEqual([]);
  return data?.postConsultation as Record<string, unknown>;
}

async function imagesAs(reader: Member, id: unknown): Promise<Shown[]> {
  const { data } = await reader.client.graphql(
    'physician',
    `query ($id: ID!) { consultation(id: $id) { images { ${imageParts} } } }`,
    { id },
  );
  return (data?.consultation as { images: Shown[] } | null)?.images ?? [];
}

const get = (reader: Member, url = '', headers?: Record<string, string>) =>
  fetchImage(server.url, reader.client, url, headers);

describe('an upload', () => {
  it('becomes a clean master, and is shown in a post in its widths and in the best format', async () => {
    const id = await uploadPicture(asker.client, await picture(1000, 700).png().toBuffer());
    const asked = await ask(asker, [imageInput(id)]);
    const [shown] = await imagesAs(colleague, asked.id);
    expect(shown).toMatchObject({ id, state: 'SHOWN', mine: null });
    // A few pixels are cut off, by chance.
    const width = shown?.width ?? 0;
    expect(width).toBeGreaterThanOrEqual(984);
    expect(width).toBeLessThanOrEqual(1000);
    expect(shown?.sources.map((source) => source.width)).toEqual([320, 640, width]);
    expect(shown?.placeholder).toMatch(/^data:image\/webp;base64,/);
    const url = shown?.sources[0]?.url;
    for (const [accept, type, format] of [
      ['image/avif,image/webp,*/*', 'image/avif', 'heif'],
      ['image/webp,*/*', 'image/jpeg', 'jpeg'],
      ['*/*', 'image/jpeg', 'jpeg'],
    ]) {
      const { status, headers, bytes } = await get(colleague, url, { accept: accept ?? '' });
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('cache-control')).toBe('private, max-age=60, must-revalidate');
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 320, format });
    }
  });

  it('sent twice under one id is one image; of another member’s id it is none of hers', async () => {
    const bytes = await picture().jpeg().toBuffer();
    const uploadId = randomUUID();
    const replies = await Promise.all([1, 2, 3].map(() => upload(asker.client, bytes, { uploadId })));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    const other = await upload(colleague.client, bytes, { uploadId });
    expect(other.text).not.toBe(replies[0]?.text);
  });

  it('of another member cannot be put into a post, nor twice', async () => {
    const id = await uploadPicture(asker.client);
    expect(await ask(colleague, [imageInput(id)])).toMatchObject({ issues: [{ code: 'IMAGE_GONE' }] });
    await ask(asker, [imageInput(id)]);
    expect(await ask(asker, [imageInput(id)])).toMatchObject({ issues: [{ code: 'IMAGE_GONE' }] });
  });

  it('is refused without a session, without our header, and beyond the size', async () => {
    const bytes = await picture(50, 50).jpeg().toBuffer();
    const out = await signInAs(server);
    await out.client.signOut();
    expect((await upload(out.client, bytes)).status).toBe(401);
    expect((await upload(asker.client, bytes, { headers: { 'x-requested-with': '' } })).status).toBe(403);
    const large = await upload(asker.client, Buffer.alloc(25 * 1024 * 1024 + 1));
    expect({ status: large.status, ...JSON.parse(large.text) }).toMatchObject({
      status: 413,
      code: 'IMAGE_TOO_LARGE',
    });
  });
});

describe('an address', () => {
  it('is worth nothing in another session, altered or expired', async () => {
    const asked = await ask(asker, [imageInput(await uploadPicture(asker.client))], { anonymous: false });
    const [shown] = await imagesAs(colleague, asked.id);
    const url = shown?.sources[0]?.url ?? '';
    expect((await get(colleague, url)).status).toBe(200);
    expect((await get(asker, url)).status).toBe(404);
    expect((await fetch(new URL(url, server.url))).status).toBe(404);
    expect((await get(colleague, url.replace('/320?', '/333?'))).status).toBe(404);
    expect(
      (
        await get(
          colleague,
          url.replace(/s=./, (one) => (one === 's=A' ? 's=B' : 's=A')),
        )
      ).status,
    ).toBe(404);
    expect((await get(colleague, `${url}&m=1`)).status).toBe(404);
  });

  it('answers 304 to who has it, and 404 to everybody the moment the post is withdrawn', async () => {
    const asked = await ask(asker, [imageInput(await uploadPicture(asker.client))]);
    const [shown] = await imagesAs(colleague, asked.id);
    const url = shown?.sources[0]?.url ?? '';
    const first = await get(colleague, url);
    const etag = first.headers.get('etag') ?? '';
    expect((await get(colleague, url, { 'if-none-match': etag })).status).toBe(304);
    await asker.client.graphql(
      'physician',
      'mutation ($id: ID!) { deleteConsultation(id: $id) { __typename } }',
      { id: asked.id },
    );
    expect((await get(colleague, url, { 'if-none-match': etag })).status).toBe(404);
  });
});
