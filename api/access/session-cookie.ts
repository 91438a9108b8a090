import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * The id of the session that a Cookie header names, if we signed it; else null. As express-session and its
 * cookie-signature write it: `s:<id>.<HMAC-SHA256 of the id in base64 without padding>`, percent-encoded.
 * Whether the session still lives, its store alone knows.
 */
export function signedSessionId(header: string | undefined, name: string, secret: KeyObject): string | null {
  const value = cookieNamed(header ?? '', name);
  if (!value?.startsWith('s:')) return null;
  const dot = value.lastIndexOf('.');
  const id = value.slice(2, dot);
  const expected = Buffer.from(createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, ''));
  const given = Buffer.from(value.slice(dot + 1));
  return expected.length === given.length && timingSafeEqual(expected, given) ? id : null;
}

function cookieNamed(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(at + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
