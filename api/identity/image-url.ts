import { frame, fromText, toText, utf8 } from './crypto/bytes.ts';
import { equalBytes, hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

/** As whom the reader asks: a member, or a moderator in a case of hers. */
export type ImageUrlScope = 'member' | 'moderator';

export interface SignedImage {
  /** What stands for the reader's session (`sessionTag`): in the hands of another the address is worth nothing. */
  readonly session: Uint8Array;
  readonly image: string;
  readonly scope: ImageUrlScope;
  /** Seconds since 1970. */
  readonly expires: number;
}

const signatureBytes = 16;

/** What proves that we gave this reader the address of this image: 22 signs, HMAC-SHA256 cut to 128 bits (RFC 2104, 5). */
export function signImageUrl(keyring: Keyring, signed: SignedImage): string {
  return toText(digestOf(keyring, signed));
}

/** Whether we signed exactly this. Its expiry is the caller's to compare. */
export function isSignedImageUrl(keyring: Keyring, signed: SignedImage, signature: string): boolean {
  const given = fromText(signature, signatureBytes);
  return given !== null && equalBytes(given, digestOf(keyring, signed));
}

function digestOf(keyring: Keyring, { session, image, scope, expires }: SignedImage): Uint8Array {
  const fields = [image, scope, String(expires)].map(utf8);
  return hmacSha256(keyring.imageUrlKey, frame('konsilium/v1/image-url', session, ...fields)).subarray(
    0,
    signatureBytes,
  );
}

/** 32 bytes by which a code that was given away is found again and that do not tell it. */
export function withdrawalTag(keyring: Keyring, code: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hmacSha256(keyring.markKey, frame('konsilium/v1/withdrawal', utf8(code))));
}
