import { readFileSync } from 'node:fs';
import { PlainError } from '../platform/plain-error.ts';

/** Settings that may lie in a file, as docker secrets do: NAME_FILE names it. They hold passwords or are secrets. */
export const secretNames = [
  'DATABASE_URL',
  'KONSILIUM_DATABASE_SERVICE_URL',
  'KONSILIUM_DATABASE_LOOKUP_URL',
  'KONSILIUM_DATABASE_WORKER_URL',
  'REDIS_URL',
  'SMTP_URL',
  'KONSILIUM_KEYRING',
  'KONSILIUM_SESSION_SECRET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'MIXPANEL_TOKEN',
  'MIXPANEL_GDPR_TOKEN',
  'BUGSNAG_API_KEY',
  'BUGSNAG_DATA_TOKEN',
  'HONEYCOMB_API_KEY',
] as const;

/**
 * Reads the secrets that lie in files; each keeps to the same form as one in the environment.
 * @throws PlainError where one cannot be read, or is empty, or is given twice.
 */
export function withSecretsFromFiles(
  env: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const read: Record<string, string | undefined> = { ...env };
  for (const name of secretNames) {
    const file = env[`${name}_FILE`];
    if (file === undefined) continue;
    if (env[name] !== undefined) throw new PlainError(`Settings: give ${name} or ${name}_FILE, not both.`);
    try {
      read[name] = readFileSync(file, 'utf8').trim();
    } catch {
      throw new PlainError(`Settings: the file that ${name}_FILE names cannot be read.`);
    }
    if (read[name] === '') throw new PlainError(`Settings: the file that ${name}_FILE names is empty.`);
  }
  return read;
}
