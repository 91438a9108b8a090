import type { Config, Purpose } from '../config.ts';
import { PlainError } from '../platform/plain-error.ts';

/** The demo secrets that stand in .env.example: fine for a look, refused in production. */
const publishedSecrets = ['change-me', 'AAAAAAAAAAAAAAAA'];

/** What was settled on purpose, against the rule or for it. */
interface Settled {
  embedded: boolean;
  mailFolder: boolean;
  operatorNamed: boolean;
}

/** @throws PlainError with everything at once that production must not start with. */
export function requireProductionReady(config: Config, purpose: Purpose, settled: Settled): void {
  const faults: string[] = [];
  for (const [name, secret] of [
    ['KONSILIUM_KEYRING', config.keyring],
    ['KONSILIUM_SESSION_SECRET', config.sessionSecret],
  ] as const) {
    // A worker signs no cookies.
    if (secret === null && purpose === 'worker' && name === 'KONSILIUM_SESSION_SECRET') continue;
    if (secret === null) faults.push(`${name} (or ${name}_FILE) must be set`);
    else if (publishedSecrets.some((published) => secret.includes(published))) {
      faults.push(`${name} is a demo secret that everybody knows`);
    }
  }
  for (const [name, address] of addresses(config)) {
    if (address?.includes(':change-me@')) faults.push(`${name} has a demo password that everybody knows`);
  }
  if (config.storage.kind === 's3' && config.storage.secretAccessKey.includes('change-me')) {
    faults.push('S3_SECRET_ACCESS_KEY is a demo secret that everybody knows');
  }
  if (!config.secureCookies)
    faults.push('cookies must be sent over https only: set KONSILIUM_URL to an https address');
  if (config.secureCookies && config.trustedProxies === 0) {
    faults.push('TLS ends at a proxy in front of the service: set KONSILIUM_TRUSTED_PROXIES to their number');
  }
  if (config.database.kind === 'embedded' && !settled.embedded) {
    faults.push(
      'the embedded database is for trying out: set DATABASE_URL, or KONSILIUM_EMBEDDED_IN_PRODUCTION=allow',
    );
  }
  const sendsMail = purpose === 'worker' || config.worker === 'inline';
  if (sendsMail && config.mail.smtpUrl === null && !settled.mailFolder) {
    faults.push(
      'members must be told before something of theirs is erased: set SMTP_URL and KONSILIUM_MAIL_FROM, or KONSILIUM_MAIL=folder',
    );
  }
  if (!settled.operatorNamed) {
    faults.push(
      'the terms must name who answers for the data: set KONSILIUM_OPERATOR_NAME and KONSILIUM_OPERATOR_CONTACT',
    );
  }
  if (config.demo) faults.push('KONSILIUM_DEMO must be off');
  if (faults.length > 0) throw new PlainError(`Production refuses to start: ${faults.join('; ')}.`);
}

function addresses({ database, redisUrl, mail }: Config): [name: string, address: string | null][] {
  const others: [string, string | null][] = [
    ['REDIS_URL', redisUrl],
    ['SMTP_URL', mail.smtpUrl],
  ];
  if (database.kind === 'embedded') return others;
  return [
    ['DATABASE_URL', database.ownerUrl],
    ['KONSILIUM_DATABASE_SERVICE_URL', database.serviceUrl],
    ['KONSILIUM_DATABASE_LOOKUP_URL', database.lookupUrl],
    ['KONSILIUM_DATABASE_WORKER_URL', database.workerUrl],
    ...others,
  ];
}
