import path from 'node:path';
import type { Config } from '../../config.ts';
import { type Clock, systemClock } from '../clock.ts';
import { openLocalFolder } from './local-folder.ts';
import { openS3Bucket } from './s3-bucket.ts';
import { type Storage, StorageUnavailable } from './storage.ts';

/** The bucket where one is configured, else a folder below the data folder. */
export function openStorage(
  { storage, dataFolder }: Pick<Config, 'storage' | 'dataFolder'>,
  clock: Clock = systemClock,
): Storage {
  return namingFailures(
    storage.kind === 's3'
      ? openS3Bucket(storage, clock)
      : openLocalFolder(path.join(dataFolder, 'storage'), clock),
  );
}

function namingFailures(storage: Storage): Storage {
  return {
    ...storage,
    put: (key, bytes) => storage.put(key, bytes).catch(unavailable),
    get: (key) => storage.get(key).catch(unavailable),
    erase: (key) => storage.erase(key).catch(unavailable),
  };
}

function unavailable(cause: unknown): never {
  throw new StorageUnavailable(cause);
}
