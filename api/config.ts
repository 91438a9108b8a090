import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PlainError } from './platform/plain-error.ts';

/** The settings of one process. This file alone reads the environment; .env.example explains every variable. */
export interface Config {
  production: boolean;
  port: number;
  /** The address to listen on: this machine alone, unless in production or told otherwise. */
  host: string;
  /** Where members reach the site, without a trailing slash. */
  publicUrl: string;
  /** Embedded database, secrets made on first start, demo accounts. */
  dataFolder: string;
  database: DatabaseConfig;
  redisUrl: string | null;
  /** Where images lie: below the data folder, or in a bucket. */
  storage: StorageConfig;
  /** `k1.<base64>`; null: made on first start and kept in the data folder. */
  keyring: string | null;
  /** Signs session cookies; null: made on first start and kept in the data folder. */
  sessionSecret: string | null;
  secureCookies: boolean;
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  trustedProxies: number;
  demo: boolean;
  worker: 'inline' | 'off';
  /** How many verified colleagues must share an attribute before an anonymous post shows it. */
  anonymityThreshold: number;
  /** How many days after an opening its author is told. */
  lookupNoticeDays: number;
  /** How many days an author has to appeal a decision. */
  appealDays: number;
  mail: MailConfig;
  /** Where the versions of terms and privacy policy lie; null: those of the source code. */
  termsFolder: string | null;
  /** How many days ahead a material change of the terms is announced. */
  termsNoticeDays: number;
  /** Who runs the service and answers for the data: named in the terms and in every mail. */
  operator: { name: string; contact: string };
  /** Null: nothing is sent to Mixpanel, and nothing kept for it. */
  mixpanel: MixpanelConfig | null;
  /** How many events may wait for one processor; then the oldest go. */
  telemetryQueueLimit: number;
  /** Where errors at Bugsnag are deleted; null: they cannot be. */
  bugsnagDeletion: { dataUrl: string; dataToken: string; projectId: string } | null;
  /** How many days after she has asked for it an erasure begins; until then she may change her mind. */
  erasureCoolingOffDays: number;
  /** Over how many hours an erasure takes anonymous posts away, each at a random time. */
  erasureWindowHours: number;
  /** Null: no traces are made, and no byte goes there. */
  honeycomb: HoneycombConfig | null;
  /** Null: no error is reported, and no byte goes there. */
  bugsnag: BugsnagConfig | null;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

export interface HoneycombConfig {
  apiKey: string;
  endpoint: string;
  dataset: string;
}

export interface BugsnagConfig {
  apiKey: string;
  notifyUrl: string;
  /** No session is ever sent; its library wants both addresses or none. */
  sessionsUrl: string;
}

export interface MailConfig {
  /** Null: mails are written into the data folder instead. */
  smtpUrl: string | null;
  /** The address that mails come from. */
  from: string;
  /** How long one step of talking to the mail server may take. */
  timeoutMs: number;
}

export interface MixpanelConfig {
  token: string;
  /** Without a slash at its end, as gdprUrl. */
  apiUrl: string;
  gdprUrl: string;
  /** Null: erasure has to be asked for by hand. */
  gdprToken: string | null;
  /** How long a request may take; not a setting. */
  timeoutMs: number;
}

export type StorageConfig =
  | { kind: 'folder' }
  | {
      kind: 's3';
      bucket: string;
      /** Null: Amazon's own. */
      endpoint: string | null;
      region: string;
      accessKeyId: string;
      secretAccessKey: string;
    };

export type DatabaseConfig =
  | { kind: 'embedded' }
  | {
      kind: 'external';
      /** Owns the database: migrates, and stands in for the roles whose own login is missing. */
      ownerUrl: string | null;
      serviceUrl: string | null;
      lookupUrl: string | null;
      workerUrl: string | null;
      migrateAtStart: boolean;
    };

const onOff = z.enum(['on', 'off']);
const url = (schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });
const postgresUrl = url(['postgres:', 'postgresql:']);

// 32 bytes in standard base64, as generateKeyring writes them: 42 signs, one that ends on whole bytes, and "=".
const keyring = z
  .string()
  .regex(
    /^k1\.[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/,
    'must look like k1.<32 bytes in base64>; `npm run -s admin -- keyring` makes one',
  );
const sessionSecret = z.string().min(32, 'must have at least 32 characters');

// It stands in a header.
const apiKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be one word of plain letters');

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  KONSILIUM_HOST: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl.optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: url(['http:', 'https:']).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  KONSILIUM_URL: url(['http:', 'https:']).optional(),
  KONSILIUM_DATA: z.string().min(1).default('.konsilium'),
  KONSILIUM_DATABASE_SERVICE_URL: postgresUrl.optional(),
  KONSILIUM_DATABASE_LOOKUP_URL: postgresUrl.optional(),
  KONSILIUM_DATABASE_WORKER_URL: postgresUrl.optional(),
  KONSILIUM_MIGRATE: onOff.optional(),
  KONSILIUM_KEYRING: keyring.optional(),
  KONSILIUM_KEYRING_FILE: z.string().min(1).optional(),
  KONSILIUM_SESSION_SECRET: sessionSecret.optional(),
  KONSILIUM_SESSION_SECRET_FILE: z.string().min(1).optional(),
  KONSILIUM_SECURE_COOKIES: onOff.optional(),
  KONSILIUM_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  KONSILIUM_DEMO: onOff.optional(),
  KONSILIUM_WORKER: z.enum(['inline', 'off']).default('inline'),
  KONSILIUM_EMBEDDED_IN_PRODUCTION: z.enum(['allow', 'refuse']).default('refuse'),
  KONSILIUM_ANONYMITY_THRESHOLD: z.coerce.number().int().min(2).max(1000).default(10),
  KONSILIUM_LOOKUP_NOTICE_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  KONSILIUM_APPEAL_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  KONSILIUM_MAIL: z.enum(['smtp', 'folder']).optional(),
  KONSILIUM_MAIL_FROM: z.email().optional(),
  KONSILIUM_OPERATOR_NAME: z.string().trim().min(2).max(200).optional(),
  KONSILIUM_OPERATOR_CONTACT: z.string().trim().min(3).max(300).optional(),
  MIXPANEL_TOKEN: z.string().min(1).optional(),
  MIXPANEL_API_URL: url(['http:', 'https:']).default('https://api-eu.mixpanel.com'),
  MIXPANEL_GDPR_URL: url(['http:', 'https:']).default('https://eu.mixpanel.com/api/app'),
  MIXPANEL_GDPR_TOKEN: z.string().min(1).optional(),
  KONSILIUM_TELEMETRY_QUEUE: z.coerce.number().int().min(100).max(10_000_000).default(100_000),
  BUGSNAG_DATA_URL: url(['http:', 'https:']).default('https://api.bugsnag.com'),
  BUGSNAG_DATA_TOKEN: z.string().min(1).optional(),
  BUGSNAG_PROJECT_ID: z.string().min(1).optional(),
  KONSILIUM_ERASURE_COOLING_OFF_DAYS: z.coerce.number().int().min(0).max(90).default(7),
  KONSILIUM_ERASURE_WINDOW_HOURS: z.coerce.number().int().min(1).max(168).default(24),
  HONEYCOMB_API_KEY: apiKey.optional(),
  HONEYCOMB_API_ENDPOINT: url(['http:', 'https:']).default('https://api.eu1.honeycomb.io'),
  HONEYCOMB_DATASET: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'may hold letters, digits, points, hyphens and underscores')
    .default('konsilium'),
  BUGSNAG_API_KEY: apiKey.optional(),
  BUGSNAG_NOTIFY_URL: url(['http:', 'https:']).default('https://notify.bugsnag.com'),
  BUGSNAG_SESSIONS_URL: url(['http:', 'https:']).default('https://sessions.bugsnag.com'),
  KONSILIUM_TERMS_FOLDER: z.string().min(1).optional(),
  KONSILIUM_TERMS_NOTICE_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  KONSILIUM_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Every variable that is read. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

/** The demo secrets that stand in .env.example: fine for a look, refused in production. */
const publishedSecrets = ['change-me', 'AAAAAAAAAAAAAAAA'];

/**
 * Reads and checks the settings.
 * @throws PlainError that names every variable at fault, and none of the values.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const known = new Set(settingNames);
  const faults = Object.keys(env)
    .filter((name) => name.startsWith('KONSILIUM_') && !known.has(name))
    .map((name) => `${name} is not a setting of Konsilium (a typing error?)`);
  const present = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => known.has(name) && value?.trim() !== ''),
  );
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  if (!parsed.success || faults.length > 0) throw new PlainError(`Settings: ${faults.join('; ')}.`);
  return settle(parsed.data);
}

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

function settle(env: z.infer<typeof environment>): Config {
  const production = env.NODE_ENV === 'production';
  const publicUrl = withoutSlash(env.KONSILIUM_URL ?? `http://localhost:${env.PORT}`);
  const config: Config = {
    production,
    port: env.PORT,
    host: env.KONSILIUM_HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl,
    dataFolder: path.resolve(env.KONSILIUM_DATA),
    database: databaseConfig(env, production),
    redisUrl: env.REDIS_URL ?? null,
    storage: storageConfig(env),
    keyring: env.KONSILIUM_KEYRING ?? fromFile('KONSILIUM_KEYRING_FILE', env.KONSILIUM_KEYRING_FILE, keyring),
    sessionSecret:
      env.KONSILIUM_SESSION_SECRET ??
      fromFile('KONSILIUM_SESSION_SECRET_FILE', env.KONSILIUM_SESSION_SECRET_FILE, sessionSecret),
    secureCookies: (env.KONSILIUM_SECURE_COOKIES ?? (publicUrl.startsWith('https:') ? 'on' : 'off')) === 'on',
    trustedProxies: env.KONSILIUM_TRUSTED_PROXIES,
    demo: (env.KONSILIUM_DEMO ?? (production || env.DATABASE_URL ? 'off' : 'on')) === 'on',
    worker: env.KONSILIUM_WORKER,
    anonymityThreshold: env.KONSILIUM_ANONYMITY_THRESHOLD,
    lookupNoticeDays: env.KONSILIUM_LOOKUP_NOTICE_DAYS,
    appealDays: env.KONSILIUM_APPEAL_DAYS,
    mail: mailConfig(env, publicUrl),
    termsFolder: env.KONSILIUM_TERMS_FOLDER === undefined ? null : path.resolve(env.KONSILIUM_TERMS_FOLDER),
    termsNoticeDays: env.KONSILIUM_TERMS_NOTICE_DAYS,
    operator: {
      name: env.KONSILIUM_OPERATOR_NAME ?? 'Konsilium (demo)',
      contact: env.KONSILIUM_OPERATOR_CONTACT ?? 'kontakt@konsilium.example',
    },
    mixpanel: env.MIXPANEL_TOKEN
      ? {
          token: env.MIXPANEL_TOKEN,
          apiUrl: withoutSlash(env.MIXPANEL_API_URL),
          gdprUrl: withoutSlash(env.MIXPANEL_GDPR_URL),
          gdprToken: env.MIXPANEL_GDPR_TOKEN ?? null,
          timeoutMs: 10_000,
        }
      : null,
    telemetryQueueLimit: env.KONSILIUM_TELEMETRY_QUEUE,
    bugsnagDeletion:
      env.BUGSNAG_DATA_TOKEN && env.BUGSNAG_PROJECT_ID
        ? {
            dataUrl: withoutSlash(env.BUGSNAG_DATA_URL),
            dataToken: env.BUGSNAG_DATA_TOKEN,
            projectId: env.BUGSNAG_PROJECT_ID,
          }
        : null,
    erasureCoolingOffDays: env.KONSILIUM_ERASURE_COOLING_OFF_DAYS,
    erasureWindowHours: env.KONSILIUM_ERASURE_WINDOW_HOURS,
    honeycomb: env.HONEYCOMB_API_KEY
      ? {
          apiKey: env.HONEYCOMB_API_KEY,
          endpoint: withoutSlash(env.HONEYCOMB_API_ENDPOINT),
          dataset: env.HONEYCOMB_DATASET,
        }
      : null,
    bugsnag: env.BUGSNAG_API_KEY
      ? {
          apiKey: env.BUGSNAG_API_KEY,
          notifyUrl: withoutSlash(env.BUGSNAG_NOTIFY_URL),
          sessionsUrl: withoutSlash(env.BUGSNAG_SESSIONS_URL),
        }
      : null,
    logLevel: env.KONSILIUM_LOG_LEVEL,
  };
  if (production) {
    requireProductionReady(config, {
      embedded: env.KONSILIUM_EMBEDDED_IN_PRODUCTION === 'allow',
      mailFolder: env.KONSILIUM_MAIL === 'folder',
      operatorNamed:
        env.KONSILIUM_OPERATOR_NAME !== undefined && env.KONSILIUM_OPERATOR_CONTACT !== undefined,
    });
  }
  return config;
}

function mailConfig(env: z.infer<typeof environment>, publicUrl: string): MailConfig {
  const smtpUrl = env.KONSILIUM_MAIL === 'folder' ? null : (env.SMTP_URL ?? null);
  if (env.KONSILIUM_MAIL === 'smtp' && smtpUrl === null)
    throw new PlainError('Settings: KONSILIUM_MAIL=smtp needs SMTP_URL.');
  if (smtpUrl !== null && env.KONSILIUM_MAIL_FROM === undefined) {
    throw new PlainError('Settings: SMTP_URL needs KONSILIUM_MAIL_FROM, the address that mails come from.');
  }
  const { hostname } = new URL(publicUrl);
  const from = env.KONSILIUM_MAIL_FROM ?? `konsilium@${hostname}`;
  return { smtpUrl, from, timeoutMs: 20_000 };
}

function storageConfig(env: z.infer<typeof environment>): StorageConfig {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!bucket) return { kind: 'folder' };
  if (!accessKeyId || !secretAccessKey) {
    throw new PlainError('Settings: S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  }
  const endpoint = env.S3_ENDPOINT ?? null;
  return { kind: 's3', bucket, endpoint, region: env.S3_REGION, accessKeyId, secretAccessKey };
}

function databaseConfig(env: z.infer<typeof environment>, production: boolean): DatabaseConfig {
  const roleUrls = [
    env.KONSILIUM_DATABASE_SERVICE_URL,
    env.KONSILIUM_DATABASE_LOOKUP_URL,
    env.KONSILIUM_DATABASE_WORKER_URL,
  ];
  if (!env.DATABASE_URL && roleUrls.every((roleUrl) => roleUrl === undefined)) return { kind: 'embedded' };
  if (!env.DATABASE_URL && roleUrls.some((roleUrl) => roleUrl === undefined)) {
    throw new PlainError(
      'Settings: give DATABASE_URL, or all three of KONSILIUM_DATABASE_SERVICE_URL, KONSILIUM_DATABASE_LOOKUP_URL and KONSILIUM_DATABASE_WORKER_URL.',
    );
  }
  return {
    kind: 'external',
    ownerUrl: env.DATABASE_URL ?? null,
    serviceUrl: env.KONSILIUM_DATABASE_SERVICE_URL ?? null,
    lookupUrl: env.KONSILIUM_DATABASE_LOOKUP_URL ?? null,
    workerUrl: env.KONSILIUM_DATABASE_WORKER_URL ?? null,
    migrateAtStart:
      env.DATABASE_URL !== undefined && (env.KONSILIUM_MIGRATE ?? (production ? 'off' : 'on')) === 'on',
  };
}

/** A secret in a file keeps to the same form as one in the environment. */
function fromFile(variable: string, file: string | undefined, form: z.ZodType<string>): string | null {
  if (file === undefined) return null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    throw new PlainError(`Settings: the file that ${variable} names cannot be read.`);
  }
  const parsed = form.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new PlainError(
    `Settings: what the file that ${variable} names holds ${parsed.error.issues.map(({ message }) => message).join(', ')}.`,
  );
}

/** What was settled on purpose, against the rule or for it. */
interface Settled {
  embedded: boolean;
  mailFolder: boolean;
  operatorNamed: boolean;
}

function requireProductionReady(config: Config, settled: Settled): void {
  const faults: string[] = [];
  for (const [name, secret] of [
    ['KONSILIUM_KEYRING', config.keyring],
    ['KONSILIUM_SESSION_SECRET', config.sessionSecret],
  ] as const) {
    if (secret === null) faults.push(`${name} (or ${name}_FILE) must be set`);
    else if (publishedSecrets.some((published) => secret.includes(published))) {
      faults.push(`${name} is a demo secret that everybody knows`);
    }
  }
  for (const [name, address] of addresses(config)) {
    if (address?.includes(':change-me@')) faults.push(`${name} has a demo password that everybody knows`);
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
  if (config.mail.smtpUrl === null && !settled.mailFolder) {
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
