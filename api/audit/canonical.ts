/** What may stand in an audit entry: JSON without fractions, since those have more than one spelling. */
export type AuditJson =
  | string
  | number
  | boolean
  | null
  | readonly AuditJson[]
  | { readonly [key: string]: AuditJson };

export class CanonicalError extends Error {
  override readonly name = 'CanonicalError';
}

/**
 * The one spelling of a JSON value (the rules of RFC 8785, restricted to safe integers): no white space, keys in the
 * order of their UTF-16 code units, strings escaped as JSON.stringify does.
 * @throws CanonicalError on a fraction, a lone surrogate, U+0000 (PostgreSQL's jsonb cannot hold it) or no JSON value.
 */
export function canonicalJson(value: AuditJson): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new CanonicalError('only safe integers');
    return String(value);
  }
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new CanonicalError('no JSON value');
  const members = Object.entries(value as { readonly [key: string]: AuditJson })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed() || text.includes('\u0000')) throw new CanonicalError('text that cannot be stored');
  return JSON.stringify(text);
}
