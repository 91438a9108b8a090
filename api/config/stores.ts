import { z } from 'zod';
import { PlainError } from '../platform/plain-error.ts';
import { onOff, url } from './forms.ts';

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

const postgresUrl = url(['postgres:', 'postgresql:']);

export const storeVariables = {
  DATABASE_URL: postgresUrl.optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: url(['http:', 'https:']).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  KONSILIUM_DATABASE_SERVICE_URL: postgresUrl.optional(),
  KONSILIUM_DATABASE_LOOKUP_URL: postgresUrl.optional(),
  KONSILIUM_DATABASE_WORKER_URL: postgresUrl.optional(),
  KONSILIUM_MIGRATE: onOff.optional(),
};

const variables = z.object(storeVariables);

/** @throws PlainError where a bucket has no key. */
export function storageConfig(env: z.infer<typeof variables>): StorageConfig {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!bucket) return { kind: 'folder' };
  if (!accessKeyId || !secretAccessKey) {
    throw new PlainError('Settings: S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  }
  const endpoint = env.S3_ENDPOINT ?? null;
  return { kind: 's3', bucket, endpoint, region: env.S3_REGION, accessKeyId, secretAccessKey };
}

/** @throws PlainError where one of the three roles would have no way in. */
export function databaseConfig(
  env: z.infer<typeof variables> & { KONSILIUM_WORKER: 'inline' | 'off' },
  production: boolean,
): DatabaseConfig {
  const roleUrls = [
    env.KONSILIUM_DATABASE_SERVICE_URL,
    env.KONSILIUM_DATABASE_LOOKUP_URL,
    // Where the jobs run elsewhere, nothing here needs their login.
    ...(env.KONSILIUM_WORKER === 'off' ? [] : [env.KONSILIUM_DATABASE_WORKER_URL]),
  ];
  if (!env.DATABASE_URL && roleUrls.every((roleUrl) => roleUrl === undefined)) return { kind: 'embedded' };
  if (!env.DATABASE_URL && roleUrls.some((roleUrl) => roleUrl === undefined)) {
    throw new PlainError(
      'Settings: give DATABASE_URL, or all three of KONSILIUM_DATABASE_SERVICE_URL, KONSILIUM_DATABASE_LOOKUP_URL and KONSILIUM_DATABASE_WORKER_URL (the last not with KONSILIUM_WORKER=off).',
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
