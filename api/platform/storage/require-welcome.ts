import { S3ServiceException } from '@aws-sdk/client-s3';
import type { Logger } from '../logger.ts';
import { PlainError } from '../plain-error.ts';
import type { Storage } from './storage.ts';

/**
 * Tells of wrong settings at the start, not at the first doctor's upload. A bucket that is away keeps nobody from
 * reading: the start goes on.
 * @throws PlainError where the bucket says no.
 */
export async function requireWelcome(storage: Storage, logger: Logger): Promise<void> {
  try {
    for await (const _first of storage.list()) break;
  } catch (error) {
    if (isNo(error)) {
      throw new PlainError(
        `The bucket does not let us list its versions (${error.name}). Check S3_BUCKET, S3_ENDPOINT, S3_REGION, the login and its rights.`,
      );
    }
    logger.error({ err: error }, 'the storage is not available');
  }
}

function isNo(error: unknown): error is S3ServiceException {
  if (!(error instanceof S3ServiceException)) return false;
  const status = error.$metadata.httpStatusCode ?? 0;
  return status >= 300 && status < 500 && status !== 408 && status !== 429;
}
