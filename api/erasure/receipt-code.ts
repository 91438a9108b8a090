import { createHash, randomBytes } from 'node:crypto';

// Crockford's base 32: no letter that can be taken for a digit, none that can be misread aloud.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const signs = 30;

/** What a receipt is read with, shown once: 150 random bits, as in 3F7KQ-9M2XW-…, six groups of five. */
export function newReceiptCode(): string {
  const text = [...randomBytes(signs)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return text.match(/.{5}/g)?.join('-') ?? '';
}

/**
 * All that is stored of a code. Needs no slow hash: it cannot be guessed. However it was typed: small letters, spaces,
 * O for 0, I and L for 1.
 * @returns null where it cannot be a code at all.
 */
export function receiptHash(code: string): Uint8Array<ArrayBuffer> | null {
  const plain = code
    .slice(0, 100)
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (plain.length !== signs || [...plain].some((sign) => !alphabet.includes(sign))) return null;
  return Uint8Array.from(createHash('sha256').update(`konsilium/v1/receipt\n${plain}`).digest());
}
