import { utf8 } from '../identity/crypto/bytes.ts';
import { sha256 } from '../identity/crypto/digest.ts';

/**
 * SHA-256 in hex, for the audit: what an admin wrote may name somebody; its digest holds it to what it was without
 * repeating it.
 */
export const textDigest = (text: string): string => Buffer.from(sha256(utf8(text))).toString('hex');
