import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { callForDeletion, type Deletion, parseJson } from '../deletion-call.ts';

export interface MixpanelDeletionSettings {
  token: string;
  /** Where profiles are kept, without a slash at its end. */
  apiUrl: string;
  /** Of the interface for deletions, without a slash at its end. */
  gdprUrl: string;
  /** The OAuth token for it. */
  gdprToken: string;
  /** How long one request may take. */
  timeoutMs: number;
}

/** Mixpanel's own limit for one deletion. */
export const mostIdsOfDeletion = 1999;

/** As the documentation names them; anything else is nonsense. */
export const deletionStatuses = [
  'PENDING',
  'STAGING',
  'STARTED',
  'SUCCESS',
  'FAILURE',
  'REVOKED',
  'NOT_FOUND',
  'UNKNOWN',
] as const;
export type MixpanelDeletionStatus = (typeof deletionStatuses)[number];

/**
 * Deletes the profiles at once. Events stay until `requestDeletion` has been carried out.
 * Never `$identify`, `alias` or `$merge`: they would tie pseudonyms together.
 */
export function deleteProfiles(
  settings: Pick<MixpanelDeletionSettings, 'token' | 'apiUrl' | 'timeoutMs'>,
  distinctIds: readonly string[],
): Promise<Deletion<true>> {
  const { token, apiUrl, timeoutMs } = settings;
  const updates = distinctIds.map((id) => ({
    $token: token,
    $distinct_id: id,
    $ignore_alias: true,
    $delete: '',
  }));
  return callForDeletion({
    url: `${apiUrl}/engage?ip=0&verbose=1`,
    init: { method: 'POST', body: new URLSearchParams({ data: JSON.stringify(updates) }) },
    timeoutMs,
    secrets: [token, ...distinctIds],
    read: (text) => (verboseYes.safeParse(parseJson(text)).success ? true : null),
  });
}

/** Verbose or not: only a 1 is a yes. */
const verboseYes = z.union([z.object({ status: z.literal(1) }), z.literal(1)]);

/**
 * Asks for everything under these ids to be deleted (GDPR). What arrives later is not covered: nothing may be waiting to
 * be sent. At most one request a second leaves this process.
 * @param distinctIds at most 1,999.
 * @returns the number by which the deletion is followed.
 */
export async function requestDeletion(
  settings: MixpanelDeletionSettings,
  distinctIds: readonly string[],
): Promise<Deletion<string>> {
  if (distinctIds.length < 1 || distinctIds.length > mostIdsOfDeletion) throw new RangeError('too many ids');
  await takeTurn();
  return callForDeletion({
    ...gdpr(settings, '/data-deletions/v3.0/', distinctIds),
    init: {
      method: 'POST',
      headers: { ...authorization(settings), 'content-type': 'application/json' },
      body: JSON.stringify({ distinct_ids: distinctIds, compliance_type: 'GDPR' }),
    },
    read: readTrackingId,
  });
}

/** How far a deletion has come. It takes up to 30 days. */
export async function readDeletion(
  settings: MixpanelDeletionSettings,
  trackingId: string,
): Promise<Deletion<MixpanelDeletionStatus>> {
  await takeTurn();
  return callForDeletion({
    ...gdpr(settings, `/data-deletions/v3.0/${encodeURIComponent(trackingId)}`, []),
    init: { method: 'GET', headers: authorization(settings) },
    read: readStatus,
  });
}

const text = z.union([z.string().min(1).max(200), z.number().transform(String)]);
// The documentation shows both shapes.
const requested = z.object({
  results: z.union([
    z.object({ task_id: text }).transform(({ task_id }) => task_id),
    z.object({ tracking_id: text }).transform(({ tracking_id }) => tracking_id),
    z.tuple([z.object({ tracking_id: text })], z.unknown()).transform(([{ tracking_id }]) => tracking_id),
  ]),
});

function readTrackingId(body: string): string | null {
  const parsed = requested.safeParse(parseJson(body));
  return parsed.success ? parsed.data.results : null;
}

const known = z.object({ status: z.enum(deletionStatuses) });
const followed = z.object({
  results: z.union([
    known.transform(({ status }) => status),
    z.tuple([known], z.unknown()).transform(([{ status }]) => status),
  ]),
});

function readStatus(body: string): MixpanelDeletionStatus | null {
  const json = parseJson(body);
  const parsed = followed.safeParse(json);
  if (parsed.success) return parsed.data.results;
  const flat = known.safeParse(json);
  return flat.success ? flat.data.status : null;
}

function gdpr(
  { gdprUrl, token, gdprToken, timeoutMs }: MixpanelDeletionSettings,
  path: string,
  ids: readonly string[],
) {
  return {
    url: `${gdprUrl}${path}?token=${encodeURIComponent(token)}`,
    timeoutMs,
    secrets: [token, gdprToken, ...ids],
  };
}

const authorization = ({ gdprToken }: MixpanelDeletionSettings) => ({ authorization: `Bearer ${gdprToken}` });

const pauseMs = 1050;
let free = 0;

/** One request a second is all that Mixpanel takes. */
async function takeTurn(): Promise<void> {
  const now = Date.now();
  const turn = Math.max(now, free);
  free = turn + pauseMs;
  if (turn > now) await sleep(turn - now);
}
