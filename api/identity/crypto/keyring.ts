import { type RandomSource, systemRandom, utf8 } from './bytes.ts';
import { hkdfSha256 } from './digest.ts';
import { type SigningKey, signingKeyFromSeed } from './signature.ts';

/**
 * The service's own secrets, each for one purpose, all derived from one root that is configured and never stored in
 * the database. Who has the root and the database can find each member's aliases: see docs/sealed-authorship.md.
 */
export type Keyring = {
  readonly ownerKey: Uint8Array;
  readonly claimKey: Uint8Array;
  readonly markKey: Uint8Array;
  readonly noteKey: Uint8Array;
  readonly pseudonymKey: Uint8Array;
  readonly erasureKey: Uint8Array;
  readonly archiveKey: Uint8Array;
  readonly imageUrlKey: Uint8Array;
  readonly consentFormKey: Uint8Array;
  readonly tickKey: Uint8Array;
  readonly auditSigningKey: SigningKey;
};

const ROOT_BYTES = 32;
const prefix = 'k1.';

export class KeyringError extends Error {
  override readonly name = 'KeyringError';
}

/** A fresh root, as `KONSILIUM_KEYRING` wants it: `k1.` and 32 random bytes in standard base64. */
export function generateKeyring(random: RandomSource = systemRandom): string {
  return prefix + Buffer.from(random(ROOT_BYTES)).toString('base64');
}

/**
 * The keys that a configured root stands for.
 * @throws KeyringError, which never repeats the text, if it is not in the form that `generateKeyring` writes.
 */
export function parseKeyring(text: string): Keyring {
  if (!text.startsWith(prefix)) throw new KeyringError('a keyring begins with "k1."');
  const encoded = text.slice(prefix.length);
  const root = Buffer.from(encoded, 'base64');
  if (root.length !== ROOT_BYTES || root.toString('base64') !== encoded) {
    throw new KeyringError('a keyring holds 32 bytes in base64 after "k1."');
  }
  const subkey = (label: string) => hkdfSha256(root, utf8('konsilium/v1/keyring'), utf8(label));
  const seed = subkey('audit-signing');
  const keyring: Keyring = {
    ownerKey: subkey('owner-tag'),
    claimKey: subkey('claim'),
    markKey: subkey('mark'),
    noteKey: subkey('note'),
    pseudonymKey: subkey('pseudonym'),
    erasureKey: subkey('erasure'),
    archiveKey: subkey('archive'),
    imageUrlKey: subkey('image-url'),
    consentFormKey: subkey('consent-form'),
    tickKey: subkey('tick'),
    auditSigningKey: signingKeyFromSeed(seed),
  };
  root.fill(0);
  seed.fill(0);
  return keyring;
}
