import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type Clock, hourInMs, systemClock } from '../clock.ts';
import { parseId } from '../ids.ts';
import { Renewals } from './renewals.ts';
import type { Storage, StorageKey } from './storage.ts';

export interface S3Settings {
  bucket: string;
  /** Null: Amazon's own. */
  endpoint: string | null;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const recentMs = 6 * hourInMs;
/** A bucket whose clock is further away refuses our signatures. */
const clockSkewMs = 15 * 60_000;
/** Three tries of this length are over before a browser gives an upload up and begins it anew. */
const longestSilenceMs = 7000;

/** A version of an object, or a mark that says deleted: "null" in a bucket without versions. */
interface Version {
  key: string;
  id: string;
  modified: number;
  deleted: boolean;
  newest: boolean;
}

interface BucketObject {
  key: StorageKey;
  modified: number;
  deleted: boolean;
}

/**
 * A bucket of any service that speaks S3, versioned or not. Everything is asked to be encrypted at rest. Keys are the
 * storage keys alone.
 * @param silenceMs for which the service may say nothing before a try is given up.
 */
export function openS3Bucket(
  { bucket, endpoint, region, ...credentials }: S3Settings,
  clock: Clock = systemClock,
  { silenceMs = longestSilenceMs } = {},
): Storage {
  const client = new S3Client({
    region,
    credentials,
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle: true,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: silenceMs, socketTimeout: silenceMs },
    // Older services do not know the newer checksums; TLS and the signed digest of the body guard what is sent.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const place = { Bucket: bucket };

  async function* listVersions(prefix = ''): AsyncIterable<Version> {
    let from: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ ...place, Prefix: prefix, ...from }));
      const versions = (page.Versions ?? []).map((each) => ({ ...each, deleted: false }));
      const marks = (page.DeleteMarkers ?? []).map((each) => ({ ...each, deleted: true }));
      for (const { Key = '', VersionId, LastModified, IsLatest, deleted } of [...versions, ...marks]) {
        yield {
          key: Key,
          id: VersionId ?? 'null',
          modified: LastModified?.getTime() ?? Date.now(),
          deleted,
          newest: IsLatest !== false,
        };
      }
      if (!page.IsTruncated) return;
      if (!page.NextKeyMarker) throw new Error('the bucket does not say where its list goes on');
      from = {
        KeyMarker: page.NextKeyMarker,
        ...(page.NextVersionIdMarker ? { VersionIdMarker: page.NextVersionIdMarker } : {}),
      };
    }
  }

  async function versionsOf(key: StorageKey): Promise<string[]> {
    const found: string[] = [];
    for await (const version of listVersions(key)) if (version.key === key) found.push(version.id);
    return found;
  }

  async function eraseVersions(key: StorageKey, versions: readonly string[]): Promise<void> {
    for (const VersionId of versions) {
      await client.send(new DeleteObjectCommand({ ...place, Key: key, VersionId }));
    }
  }

  /** Those behind a delete marker too. */
  async function* objects(): AsyncIterable<BucketObject> {
    for await (const { key: name, modified, deleted, newest } of listVersions()) {
      const key = parseId<StorageKey>(name);
      if (key && newest) yield { key, modified, deleted };
    }
  }

  async function* visibleObjects(): AsyncIterable<BucketObject> {
    for await (const object of objects()) if (!object.deleted) yield object;
  }

  async function erase(key: StorageKey): Promise<void> {
    // A version that is written while we delete is found by the next look.
    for (let look = 0; look < 3; look += 1) {
      const versions = await versionsOf(key);
      if (versions.length === 0) return;
      await eraseVersions(key, versions);
    }
    if ((await versionsOf(key)).length > 0) throw new Error('versions are left in the bucket');
  }

  /** @returns the version that it became. */
  async function put(key: StorageKey, bytes: Uint8Array): Promise<string> {
    const { VersionId } = await client.send(
      new PutObjectCommand({
        ...place,
        Key: key,
        Body: bytes,
        ContentType: 'application/octet-stream',
        ServerSideEncryption: 'AES256',
      }),
    );
    return VersionId ?? 'null';
  }

  async function get(key: StorageKey): Promise<Buffer | null> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ ...place, Key: key }));
      return Body ? Buffer.from(await Body.transformToByteArray()) : null;
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return null;
      throw error;
    }
  }

  /** By way of this process: not every service copies what it has encrypted (Ceph 16 does not). */
  async function renew({ key }: BucketObject): Promise<void> {
    const overtaken = await versionsOf(key);
    const bytes = await get(key);
    if (!bytes) return;
    const renewed = await put(key, bytes);
    // Without versions the one that was there has been overwritten, under the same name.
    await eraseVersions(
      key,
      overtaken.filter((version) => version !== renewed),
    );
  }

  const renewals = new Renewals<BucketObject>(clock.now().getTime(), clockSkewMs);
  return {
    get,
    erase,
    async put(key, bytes) {
      await put(key, bytes);
    },
    async *list() {
      for await (const { key, modified } of objects()) {
        yield { key, recent: modified > clock.now().getTime() - recentMs };
      }
    },
    forgetOrder: (isKept) => renewals.round({ files: visibleObjects(), isKept, renew, erase }),
    async close() {
      client.destroy();
    },
  };
}
