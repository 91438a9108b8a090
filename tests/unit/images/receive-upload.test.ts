import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { type UploadBody, withReceived } from '../../../api/images/receive-upload.ts';

const limit = { bytes: 1000, tooLarge: 'IMAGE_TOO_LARGE' } as const;
const bodyOf = (chunks: Iterable<unknown>): UploadBody =>
  Object.assign(Readable.from(chunks), { headers: {} });
const receive = (chunks: Iterable<unknown>) =>
  withReceived(bodyOf(chunks), limit, async ({ size, head }) => [size, head.toString()]);

function* broken() {
  yield Buffer.from('half');
  throw new Error('the line broke');
}

it('a body comes whole, in whatever pieces', async () => {
  expect(await receive([Buffer.from('ab'), Buffer.from('cde')])).toEqual([5, 'abcde']);
});

it.each([
  ['nothing', [], 'UPLOAD_EMPTY'],
  ['too much', [Buffer.alloc(600), Buffer.alloc(600)], 'IMAGE_TOO_LARGE'],
  ['half of it', broken(), 'UPLOAD_BROKEN'],
])('%s is told by its name', async (_what, chunks, code) => {
  await expect(receive(chunks)).rejects.toMatchObject({ code });
});

it('what goes wrong with us is not told as a broken line', async () => {
  // A piece that cannot be written, as on a disk that is full.
  await expect(receive([{ length: 1 }])).rejects.toThrow(TypeError);
});
