import { z } from 'zod';
import { url, withoutSlash } from './forms.ts';

/** What is sent to processors; all of it off until a key is given. */
export interface ProcessorsConfig {
  /** Null: nothing is sent to Mixpanel, and nothing kept for it. */
  mixpanel: MixpanelConfig | null;
  /** How many events may wait for one processor; then the oldest go. */
  telemetryQueueLimit: number;
  /** Where errors at Bugsnag are deleted; null: they cannot be. */
  bugsnagDeletion: { dataUrl: string; dataToken: string; projectId: string } | null;
  /** Null: no traces are made, and no byte goes there. */
  honeycomb: HoneycombConfig | null;
  /** How many days Honeycomb keeps what it was sent, as agreed with it. */
  honeycombRetentionDays: number;
  /** Null: no error is reported, and no byte goes there. */
  bugsnag: BugsnagConfig | null;
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

export interface BugsnagConfig {
  apiKey: string;
  notifyUrl: string;
  /** No session is ever sent; its library wants both addresses or none. */
  sessionsUrl: string;
}

export interface HoneycombConfig {
  apiKey: string;
  endpoint: string;
  dataset: string;
}

// It stands in a header.
const apiKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be one word of plain letters');

export const processorVariables = {
  MIXPANEL_TOKEN: z.string().min(1).optional(),
  MIXPANEL_API_URL: url(['http:', 'https:']).default('https://api-eu.mixpanel.com'),
  MIXPANEL_GDPR_URL: url(['http:', 'https:']).default('https://eu.mixpanel.com/api/app'),
  MIXPANEL_GDPR_TOKEN: z.string().min(1).optional(),
  KONSILIUM_TELEMETRY_QUEUE: z.coerce.number().int().min(100).max(10_000_000).default(100_000),
  BUGSNAG_DATA_URL: url(['http:', 'https:']).default('https://api.bugsnag.com'),
  BUGSNAG_DATA_TOKEN: z.string().min(1).optional(),
  BUGSNAG_PROJECT_ID: z.string().min(1).optional(),
  HONEYCOMB_API_KEY: apiKey.optional(),
  HONEYCOMB_API_ENDPOINT: url(['http:', 'https:']).default('https://api.eu1.honeycomb.io'),
  HONEYCOMB_DATASET: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'may hold letters, digits, points, hyphens and underscores')
    .default('konsilium'),
  HONEYCOMB_RETENTION_DAYS: z.coerce.number().int().min(1).max(60).default(60),
  BUGSNAG_API_KEY: apiKey.optional(),
  BUGSNAG_NOTIFY_URL: url(['http:', 'https:']).default('https://notify.bugsnag.com'),
  BUGSNAG_SESSIONS_URL: url(['http:', 'https:']).default('https://sessions.bugsnag.com'),
};

const variables = z.object(processorVariables);

export function processorsConfig(env: z.infer<typeof variables>): ProcessorsConfig {
  return {
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
    bugsnag: env.BUGSNAG_API_KEY
      ? {
          apiKey: env.BUGSNAG_API_KEY,
          notifyUrl: withoutSlash(env.BUGSNAG_NOTIFY_URL),
          sessionsUrl: withoutSlash(env.BUGSNAG_SESSIONS_URL),
        }
      : null,
    honeycomb: env.HONEYCOMB_API_KEY
      ? {
          apiKey: env.HONEYCOMB_API_KEY,
          endpoint: withoutSlash(env.HONEYCOMB_API_ENDPOINT),
          dataset: env.HONEYCOMB_DATASET,
        }
      : null,
    honeycombRetentionDays: env.HONEYCOMB_RETENTION_DAYS,
  };
}
