import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decryptArchive, encryptArchive } from '../../../api/identity/crypto/archive-cipher.ts';
import { generateKeyring, parseKeyring } from '../../../api/identity/crypto/keyring.ts';

const keyring = parseKeyring(generateKeyring());
const parts = { id: '5e1a4c53-7a3a-4c55-9d6b-0f5a6a1f6a11', secret: randomBytes(32) };

async function* chunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of source) all.push(piece);
  return Buffer.concat(all);
}

const seal = (plain: Uint8Array, size = 1000) => collect(encryptArchive(keyring, parts, chunks(plain, size)));
const open = (stored: Uint8Array, size = 70_001, own = parts, ring = keyring) =>
  collect(decryptArchive(ring, own, chunks(stored, size)));

const record = 65_552;

describe('an archive', () => {
  it.each([0, 1, 65_531, 65_532, 65_533, 300_000, 256 * 65_532])(
    'of %i bytes comes back as it was, however it is cut',
    async (length) => {
      const plain = randomBytes(length);
      const stored = await seal(plain, 4096);
      expect((await open(stored, 997)).equals(plain)).toBe(true);
      expect((await open(stored, stored.length)).equals(plain)).toBe(true);
    },
  );

  it('#71 tells the order of magnitude of its size and no more: a few images make no difference', async () => {
    const lengthOf = async (length: number) => {
      let written = 0;
      const plain = chunks(Buffer.alloc(length), 1_000_000);
      for await (const piece of encryptArchive(keyring, parts, plain)) written += piece.length;
      return written;
    };
    const smallest = 256 * 65_532;
    for (const length of [0, 10, 500_000, 5_000_000, smallest]) {
      expect(await lengthOf(length)).toBe(33 + 256 * record);
    }
    expect(await lengthOf(smallest + 1)).toBe(33 + 8 * 256 * record);
  }, 30_000);

  it('does not open when a bit is changed, a record is missing, moved or the end is cut off', async () => {
    const stored = await seal(randomBytes(200_000));
    const turned = Buffer.from(stored);
    turned[40_000] = (turned[40_000] ?? 0) ^ 1;
    const body = 33 + record;
    const swapped = Buffer.concat([
      stored.subarray(0, 33),
      stored.subarray(body, body + record),
      stored.subarray(33, body),
      stored.subarray(body + record),
    ]);
    const without = Buffer.concat([stored.subarray(0, 33), stored.subarray(body)]);
    for (const wrong of [
      turned,
      swapped,
      without,
      stored.subarray(0, -record),
      stored.subarray(0, 33),
      stored.subarray(0, 5),
    ]) {
      await expect(open(wrong)).rejects.toThrow('archive');
    }
  });

  it('opens with its own secret, id and keyring only', async () => {
    const stored = await seal(Buffer.from('hemligt'));
    const other = randomBytes(32);
    await expect(open(stored, 997, { ...parts, secret: other })).rejects.toThrow('does not open');
    await expect(
      open(stored, 997, { ...parts, id: '0f5a6a1f-7a3a-4c55-9d6b-5e1a4c536a11' }),
    ).rejects.toThrow();
    await expect(open(stored, 997, parts, parseKeyring(generateKeyring()))).rejects.toThrow('does not open');
  });

  it('uses another key each time that it is written', async () => {
    const plain = randomBytes(1000);
    const [one, two] = await Promise.all([seal(plain), seal(plain)]);
    expect(one.subarray(33, 1000).equals(two.subarray(33, 1000))).toBe(false);
  });
});
