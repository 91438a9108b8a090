import type { KeyObject } from 'node:crypto';
import { parseCookie } from 'cookie';
import { unsign } from 'cookie-signature';

/**
 * The id of the session that a Cookie header names, if we signed it; else null. As express-session writes it: `s:` and the
 * id as cookie-signature signs it. Whether the session still lives, its store alone knows.
 */
export function signedSessionId(header: string | undefined, name: string, secret: KeyObject): string | null {
  const value = parseCookie(header ?? '')[name];
  return (value?.startsWith('s:') && unsign(value.slice(2), secret)) || null;
}
