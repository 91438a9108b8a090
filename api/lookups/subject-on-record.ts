import type { SealContext } from '../identity/crypto/seal.ts';
import { textDigest } from './text-digest.ts';

/**
 * Whom a lookup is about, as the audit keeps it for ever: the alias; of a pseudonym its digest, which holds the request
 * to what it was, while the pseudonym itself must not outlive its owner's account.
 */
export function subjectOnRecord({ alias, consultation }: SealContext): { [key: string]: string } {
  const [processor, pseudonym] = alias.split(':');
  return pseudonym === undefined || processor !== consultation
    ? { alias }
    : { processor, pseudonymSha256: textDigest(pseudonym) };
}
