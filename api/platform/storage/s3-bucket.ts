import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { hourInMs } from '../clock.ts';
import { parseId } from '../ids.ts';
import { type Storage, type StorageKey, shuffled } from './storage.ts';

export interface S3Settings {
  bucket: string;
  /** Null: Amazon's own. */
  endpoint: string | null;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const recentMs = 6 * hourInMs;

/**
 * A bucket of any service that speaks S3, versioned or not. Everything is asked to be encrypted at rest. Keys are the
 * storage keys alone.
 */
export function openS3Bucket({ bucket, endpoint, region, ...credentials }: S3Settings): Storage {
  const client = new S3Client({
    region,
    credentials,
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle: true,
    maxAttempts: 3,
    // Older services do not know the newer checksums; TLS and the signed digest of the body guard what is sent.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const place = { Bucket: bucket };
  const encrypted = { ServerSideEncryption: 'AES256' } as const;

  /** Versions and delete markers of one key; in a bucket without versioning its one version is called "null". */
  async function versionsOf(key: StorageKey): Promise<string[]> {
    const found: string[] = [];
    let from: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ ...place, Prefix: key, ...from }));
      for (const version of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
        if (version.Key === key) found.push(version.VersionId ?? 'null');
      }
      if (!page.IsTruncated || page.NextKeyMarker === undefined) return found;
      from = {
        KeyMarker: page.NextKeyMarker,
        ...(page.NextVersionIdMarker ? { VersionIdMarker: page.NextVersionIdMarker } : {}),
      };
    }
  }

  async function eraseVersions(key: StorageKey, versions: readonly string[]): Promise<void> {
    for (const VersionId of versions) {
      await client.send(new DeleteObjectCommand({ ...place, Key: key, VersionId }));
    }
  }

  async function* objects(): AsyncIterable<{ key: StorageKey; modified: number }> {
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ ...place, ...(ContinuationToken ? { ContinuationToken } : {}) }),
      );
      for (const { Key = '', LastModified } of page.Contents ?? []) {
        const key = parseId<StorageKey>(Key);
        if (key) yield { key, modified: LastModified?.getTime() ?? Date.now() };
      }
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken);
  }

  let renewedUpTo = Date.now() - recentMs;
  async function erase(key: StorageKey): Promise<void> {
    // A version that is written while we delete is found by the next look.
    for (let look = 0; look < 3; look += 1) {
      const versions = await versionsOf(key);
      if (versions.length === 0) return;
      await eraseVersions(key, versions);
    }
    if ((await versionsOf(key)).length > 0) throw new Error('versions are left in the bucket');
  }

  return {
    erase,
    async put(key, bytes) {
      const ContentType = 'application/octet-stream';
      await client.send(new PutObjectCommand({ ...place, ...encrypted, Key: key, Body: bytes, ContentType }));
    },
    async get(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ ...place, Key: key }));
        return Body ? Buffer.from(await Body.transformToByteArray()) : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    async *list() {
      for await (const { key, modified } of objects()) {
        yield { key, recent: modified > Date.now() - recentMs };
      }
    },
    async forgetOrder(isKept) {
      const recent: { key: StorageKey; modified: number }[] = [];
      for await (const object of objects()) if (object.modified >= renewedUpTo) recent.push(object);
      // The bucket's clock is not ours, and knows whole seconds.
      let upTo = Date.now() + 2000;
      for (const { key, modified } of shuffled(recent)) {
        // On its way: its row comes after its bytes. It is looked at again the next time.
        if (!(await isKept(key))) {
          upTo = Math.min(upTo, modified);
          continue;
        }
        const before = await versionsOf(key);
        if (before.length === 0) continue;
        await client.send(
          new CopyObjectCommand({
            ...place,
            ...encrypted,
            Key: key,
            CopySource: `${bucket}/${key}`,
            MetadataDirective: 'REPLACE',
            ContentType: 'application/octet-stream',
          }),
        );
        // Without versioning the one that was there has been overwritten, under the same name.
        const overtaken = before.filter((version) => version !== 'null');
        await eraseVersions(key, overtaken);
        // Taken away meanwhile: it must not come back.
        if (!(await isKept(key))) await erase(key);
      }
      renewedUpTo = upTo;
    },
    async close() {
      client.destroy();
    },
  };
}
