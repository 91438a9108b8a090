import { z } from 'zod';
import { callForDeletion, type Deletion, parseJson } from '../deletion-call.ts';

export interface BugsnagDeletionSettings {
  /** Of the data access interface, without a slash at its end. */
  dataUrl: string;
  dataToken: string;
  projectId: string;
  /** How long one request may take. */
  timeoutMs: number;
}

/** As the specification names them; anything else is nonsense. */
export const deletionStatuses = [
  'PREPARING',
  'AWAITING_CONFIRMATION',
  'ACCEPTED',
  'IN_PROGRESS',
  'COMPLETED',
  'EXPIRED',
] as const;
export type BugsnagDeletionStatus = (typeof deletionStatuses)[number];

export interface BugsnagDeletion {
  readonly id: string;
  readonly status: BugsnagDeletionStatus;
}

/**
 * Prepares the deletion of all errors of one pseudonym. Nothing is deleted before `confirmDeletion`. Not idempotent: a
 * second call prepares a second deletion, and one that is never confirmed expires.
 */
export function createDeletion(
  settings: BugsnagDeletionSettings,
  pseudonym: string,
): Promise<Deletion<BugsnagDeletion>> {
  // By the id alone: name and address would match parts of others'.
  const filters = { 'user.id': [{ type: 'eq', value: pseudonym }] };
  return call(settings, '', { method: 'POST', body: JSON.stringify({ filters }) }, [pseudonym]);
}

export function readDeletion(
  settings: BugsnagDeletionSettings,
  id: string,
): Promise<Deletion<BugsnagDeletion>> {
  return call(settings, `/${encodeURIComponent(id)}`, { method: 'GET' }, []);
}

/** Lets a prepared deletion take place. */
export function confirmDeletion(
  settings: BugsnagDeletionSettings,
  id: string,
): Promise<Deletion<BugsnagDeletion>> {
  return call(settings, `/${encodeURIComponent(id)}/confirm`, { method: 'POST' }, []);
}

const deletion = z.object({ id: z.string().min(1).max(200), status: z.enum(deletionStatuses) });

function call(
  { dataUrl, dataToken, projectId, timeoutMs }: BugsnagDeletionSettings,
  path: string,
  init: RequestInit,
  secrets: readonly string[],
): Promise<Deletion<BugsnagDeletion>> {
  return callForDeletion({
    url: `${dataUrl}/projects/${encodeURIComponent(projectId)}/event_data_deletions${path}`,
    init: {
      ...init,
      headers: {
        authorization: `token ${dataToken}`,
        'x-version': '2',
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    },
    timeoutMs,
    secrets: [dataToken, projectId, ...secrets],
    read(text) {
      const parsed = deletion.safeParse(parseJson(text));
      return parsed.success ? parsed.data : null;
    },
  });
}
