import path from 'node:path';
import { z } from 'zod';
import { onOff, url, withoutSlash } from './config/forms.ts';
import { type MailConfig, mailConfig, mailVariables } from './config/mail.ts';
import { type ProcessorsConfig, processorsConfig, processorVariables } from './config/processors.ts';
import { requireProductionReady } from './config/production.ts';
import { secretNames, withSecretsFromFiles } from './config/secret-files.ts';
import {
  type DatabaseConfig,
  databaseConfig,
  type StorageConfig,
  storageConfig,
  storeVariables,
} from './config/stores.ts';
import { PlainError } from './platform/plain-error.ts';

/** The settings of one process. This file alone reads the environment; .env.example explains every variable. */
export interface Config extends ProcessorsConfig {
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
  /** How many times the usual allowance one member may write. */
  writingLimits: number;
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
  /** How many days after she has asked for it an erasure begins; until then she may change her mind. */
  erasureCoolingOffDays: number;
  /** Over how many hours an erasure takes anonymous posts away, each at a random time. */
  erasureWindowHours: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

// 32 bytes in standard base64, as generateKeyring writes them: 42 signs, one that ends on whole bytes, and "=".
const keyring = z
  .string()
  .regex(
    /^k1\.[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/,
    'must look like k1.<32 bytes in base64>; `npm run -s admin -- keyring` makes one',
  );
const sessionSecret = z.string().min(32, 'must have at least 32 characters');

const environment = z.object({
  ...storeVariables,
  ...mailVariables,
  ...processorVariables,
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  KONSILIUM_HOST: z.string().min(1).optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  KONSILIUM_URL: url(['http:', 'https:']).optional(),
  KONSILIUM_DATA: z.string().min(1).default('.konsilium'),
  KONSILIUM_KEYRING: keyring.optional(),
  KONSILIUM_SESSION_SECRET: sessionSecret.optional(),
  KONSILIUM_SECURE_COOKIES: onOff.optional(),
  KONSILIUM_WRITING_LIMITS: z.coerce.number().int().min(1).max(1000).default(1),
  KONSILIUM_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  KONSILIUM_DEMO: onOff.optional(),
  KONSILIUM_WORKER: z.enum(['inline', 'off']).default('inline'),
  KONSILIUM_EMBEDDED_IN_PRODUCTION: z.enum(['allow', 'refuse']).default('refuse'),
  KONSILIUM_ANONYMITY_THRESHOLD: z.coerce.number().int().min(2).max(1000).default(10),
  KONSILIUM_LOOKUP_NOTICE_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  KONSILIUM_APPEAL_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  KONSILIUM_OPERATOR_NAME: z.string().trim().min(2).max(200).optional(),
  KONSILIUM_OPERATOR_CONTACT: z.string().trim().min(3).max(300).optional(),
  KONSILIUM_ERASURE_COOLING_OFF_DAYS: z.coerce.number().int().min(0).max(90).default(7),
  KONSILIUM_ERASURE_WINDOW_HOURS: z.coerce.number().int().min(1).max(720).default(168),
  KONSILIUM_TERMS_FOLDER: z.string().min(1).optional(),
  KONSILIUM_TERMS_NOTICE_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  KONSILIUM_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Every variable that is read. */
export const settingNames: readonly string[] = [
  ...Object.keys(environment.shape),
  ...secretNames.map((name) => `${name}_FILE`),
];

/** What a process is for: it is asked for no secret that it does not need. */
export type Purpose = 'service' | 'worker' | 'migration';

/**
 * Reads and checks the settings.
 * @throws PlainError that names every variable at fault, and none of the values.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, purpose: Purpose = 'service'): Config {
  const known = new Set(settingNames);
  const faults = Object.keys(env)
    .filter((name) => name.startsWith('KONSILIUM_') && !known.has(name))
    .map((name) => `${name} is not a setting of Konsilium (a typing error?)`);
  const present = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => known.has(name) && value?.trim() !== ''),
  );
  const given = withSecretsFromFiles(present);
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const source = (name: string) => (present[`${name}_FILE`] === undefined ? name : `${name}_FILE`);
    faults.push(...parsed.error.issues.map((issue) => `${source(issue.path.join('.'))}: ${issue.message}`));
  }
  if (!parsed.success || faults.length > 0) throw new PlainError(`Settings: ${faults.join('; ')}.`);
  return settle(parsed.data, purpose);
}

function settle(env: z.infer<typeof environment>, purpose: Purpose): Config {
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
    keyring: env.KONSILIUM_KEYRING ?? null,
    sessionSecret: env.KONSILIUM_SESSION_SECRET ?? null,
    secureCookies: (env.KONSILIUM_SECURE_COOKIES ?? (publicUrl.startsWith('https:') ? 'on' : 'off')) === 'on',
    trustedProxies: env.KONSILIUM_TRUSTED_PROXIES,
    writingLimits: env.KONSILIUM_WRITING_LIMITS,
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
    erasureCoolingOffDays: env.KONSILIUM_ERASURE_COOLING_OFF_DAYS,
    erasureWindowHours: env.KONSILIUM_ERASURE_WINDOW_HOURS,
    ...processorsConfig(env),
    logLevel: env.KONSILIUM_LOG_LEVEL,
  };
  if (production && purpose !== 'migration') {
    requireProductionReady(config, purpose, {
      embedded: env.KONSILIUM_EMBEDDED_IN_PRODUCTION === 'allow',
      mailFolder: env.KONSILIUM_MAIL === 'folder',
      operatorNamed:
        env.KONSILIUM_OPERATOR_NAME !== undefined && env.KONSILIUM_OPERATOR_CONTACT !== undefined,
    });
  }
  return config;
}
