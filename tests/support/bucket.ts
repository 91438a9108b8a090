import {
  CreateBucketCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { S3Settings } from '../../api/platform/storage/s3-bucket.ts';
import type { TestCeph } from './ceph.ts';

/** A version of an object, or a mark that says deleted. */
export interface Version {
  key: string;
  modified: number;
  deleted: boolean;
}

/** A bucket as whoever runs it sees it. */
export interface TestBucket {
  settings: S3Settings;
  client: S3Client;
  setVersioning(status: 'Enabled' | 'Suspended'): Promise<void>;
  versions(): Promise<Version[]>;
}

let made = 0;

export async function makeBucket(ceph: TestCeph): Promise<TestBucket> {
  made += 1;
  const { endpoint, accessKeyId, secretAccessKey } = ceph;
  const settings = { bucket: `images-${made}`, endpoint, region: 'us-east-1', accessKeyId, secretAccessKey };
  const client = new S3Client({ ...settings, credentials: settings, forcePathStyle: true });
  const place = { Bucket: settings.bucket };
  await client.send(new CreateBucketCommand(place));
  return {
    settings,
    client,
    async setVersioning(Status) {
      await client.send(new PutBucketVersioningCommand({ ...place, VersioningConfiguration: { Status } }));
    },
    async versions() {
      const found: Version[] = [];
      let page: ListObjectVersionsCommandOutput | null = null;
      do {
        const from: ListObjectVersionsCommandInput = {
          ...place,
          KeyMarker: page?.NextKeyMarker,
          VersionIdMarker: page?.NextVersionIdMarker,
        };
        page = await client.send(new ListObjectVersionsCommand(from));
        const versions = (page.Versions ?? []).map((each) => ({ ...each, deleted: false }));
        const marks = (page.DeleteMarkers ?? []).map((each) => ({ ...each, deleted: true }));
        for (const { Key = '', LastModified = new Date(0), deleted } of [...versions, ...marks]) {
          found.push({ key: Key, modified: LastModified.getTime(), deleted });
        }
      } while (page.IsTruncated);
      return found;
    },
  };
}

/** The settings of a service that keeps its images there. */
export function bucketEnvironment({ settings }: TestBucket, endpoint = settings.endpoint ?? '') {
  return {
    S3_BUCKET: settings.bucket,
    S3_ENDPOINT: endpoint,
    S3_REGION: settings.region,
    S3_ACCESS_KEY_ID: settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
  };
}
