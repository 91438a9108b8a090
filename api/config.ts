import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { onOff, url, withoutSlash } from './config/forms.ts';
import { type MailConfig, mailConfig, mailVariables } from './config/mail.ts';
import { type ProcessorsConfig, processorsConfig, processorVariables } from './config/processors.ts';
import { requireProductionReady } from './config/production.ts';
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
  KONSILIUM_KEYRING_FILE: z.string().min(1).optional(),
  KONSILIUM_SESSION_SECRET: sessionSecret.optional(),
  KONSILIUM_SESSION_SECRET_FILE: z.string().min(1).optional(),
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
  KONSILIUM_ERASURE_WINDOW_HOURS: z.coerce.number().int().min(1).max(168).default(24),
  KONSILIUM_TERMS_FOLDER: z.string().min(1).optional(),
  KONSILIUM_TERMS_NOTICE_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  KONSILIUM_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Every variable that is read. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

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
