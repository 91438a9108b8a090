import path from 'node:path';
import type { Config } from '../../config.ts';
import { type Clock, systemClock } from '../clock.ts';
import { openLocalFolder } from './local-folder.ts';
import { openS3Bucket } from './s3-bucket.ts';
import type { Storage } from './storage.ts';

/** The bucket where one is configured, else a folder below the data folder. */
export function openStorage(
  { storage, dataFolder }: Pick<Config, 'storage' | 'dataFolder'>,
  clock: Clock = systemClock,
): Storage {
  return storage.kind === 's3'
    ? openS3Bucket(storage)
    : openLocalFolder(path.join(dataFolder, 'storage'), clock);
}
