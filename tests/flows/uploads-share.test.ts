import { connect } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DecoderPool } from '../../api/images/decoding/decoder-pool.ts';
import { jpegOfManyScans, vastAvif } from '../support/hostile-files.ts';
import { picture, upload } from '../support/images.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

/** Uploads of one member that take long, or never end, and those of another. */

let server: TestServer;
let hostile: Member;
let other: Member;

beforeAll(async () => {
  server = await startTestServer({ env: { KONSILIUM_WORKER: 'off' } });
  [hostile, other] = await Promise.all([signInAs(server), signInAs(server)]);
});
afterAll(() => server.close());

/** 59 megapixels, each gone over 60 times more than a picture needs. */
async function manyScans(): Promise<Buffer> {
  const create = { width: 7700, height: 7700, channels: 3, background: '#808080' } as const;
  return jpegOfManyScans(await sharp({ create }).jpeg({ progressive: true }).toBuffer(), 60);
}

async function timeOf(member: Member, bytes: Buffer): Promise<number> {
  const began = performance.now();
  const { status, text } = await upload(member.client, bytes);
  expect(status, text).toBe(200);
  return performance.now() - began;
}

it('an AVIF of a kilobyte that would take half a minute is refused before it is decoded', async () => {
  const began = performance.now();
  const { text } = await upload(hostile.client, vastAvif);
  expect(JSON.parse(text)).toMatchObject({ code: 'IMAGE_AVIF_TOO_LARGE' });
  expect(performance.now() - began).toBeLessThan(10_000);
});

it('three files that take long keep another member’s small image waiting no longer than none', async () => {
  const small = await picture(800, 600).jpeg().toBuffer();
  await timeOf(other, small);
  const idle = await timeOf(other, small);
  const slow = await manyScans();
  // As in the service, but for how long each of them is let work.
  await server.services.decoders.close();
  server.services.decoders = new DecoderPool({ milliseconds: 4000 });
  const sent = [1, 2, 3].map(() => upload(hostile.client, slow));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const behind = await timeOf(other, small);
  expect(behind - idle).toBeLessThan(2000);
  const answers = await Promise.all(sent);
  expect(answers.map(({ status }) => status).every((status) => status === 200 || status === 422)).toBe(true);
}, 180_000);

it('a fourth at once of one member is told when to come again, and another member’s is taken', async () => {
  const { host } = new URL(server.url);
  const [hostname = '', port = ''] = host.split(':');
  const head = `POST /images HTTP/1.1\r\nHost: ${host}\r\nCookie: ${hostile.client.cookie}\r\nX-Requested-With: konsilium\r\nContent-Length: 1000\r\n\r\n`;
  const held = [1, 2, 3].map(() => connect(Number(port), hostname, () => undefined));
  for (const socket of held) socket.write(head);
  const small = await picture(80, 60).jpeg().toBuffer();
  // Until the service has read the three heads.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const refused = await upload(hostile.client, small);
  expect(JSON.parse(refused.text)).toMatchObject({ code: 'UPLOADS_UNDER_WAY' });
  expect((await upload(other.client, small)).status).toBe(200);
  for (const socket of held) socket.destroy();
  await expect.poll(async () => (await upload(hostile.client, small)).status, { timeout: 10_000 }).toBe(200);
}, 40_000);
