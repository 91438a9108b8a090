import mixpanel from 'mixpanel';
import { z } from 'zod';
import { type Outcome, retryAfterMs } from '../delivery.ts';
import type { CheckedEvent } from './events.ts';

/** Mixpanel's own limit for one request. */
export const largestBatch = 50;
/** `/track` takes no older ones. A little less than five days, since a batch is under way for a while. */
export const oldestEventMs = (5 * 24 - 2) * 60 * 60 * 1000;

export interface MixpanelSettings {
  token: string;
  /** Without a slash at its end. */
  apiUrl: string;
  /** How long a whole request may take. */
  timeoutMs: number;
}

export interface MixpanelEvent {
  /** Mixpanel keeps one of those that it gets twice with the same key, time and distinct id. */
  insertId: string;
  /** A pseudonym, or the constant id of this installation. */
  distinctId: string;
  /** A whole hour. */
  hour: Date;
  checked: CheckedEvent;
  /** How many acts this one event stands for; of an anonymous one. */
  count?: number;
}

export interface MixpanelClient {
  /** Sends up to `largestBatch` events in one request. Never rejects. */
  send(events: readonly MixpanelEvent[]): Promise<Outcome>;
}

/**
 * Events for Mixpanel through its own package, see README.md for what of it is not used. Nothing is sent before `send`.
 */
export function createMixpanelClient(settings: MixpanelSettings): MixpanelClient {
  const client = initWithoutProxy(settings);
  return {
    send: (events) =>
      new Promise((resolve) => {
        const transport = request(settings, resolve);
        Object.assign(client, { send_request: transport });
        client.track_batch(events.map(toWire), { max_batch_size: largestBatch });
      }),
  };
}

/**
 * With HTTP_PROXY set, the package throws already when it is made (it calls a module as a constructor). We do not use its
 * transport, so the variables are hidden from it for that moment; nothing else runs meanwhile.
 */
function initWithoutProxy({ token }: MixpanelSettings) {
  const hidden = ['HTTP_PROXY', 'HTTPS_PROXY'].map((name) => [name, process.env[name]] as const);
  for (const [name] of hidden) delete process.env[name];
  try {
    return mixpanel.init(token, { verbose: true, geolocate: false, keepAlive: false });
  } finally {
    for (const [name, value] of hidden) if (value !== undefined) process.env[name] = value;
  }
}

/** The package changes what it is given: it gets objects of its own. */
function toWire({ insertId, distinctId, hour, checked, count }: MixpanelEvent) {
  return {
    event: checked.event,
    properties: {
      ...checked.properties,
      ...(count === undefined ? {} : { count }),
      distinct_id: distinctId,
      $insert_id: insertId,
      time: hour,
      // Geolocation is off for the request; 0 says it for the event too.
      ip: 0,
    },
  };
}

interface PackageRequest {
  endpoint: string;
  data: unknown;
}

/**
 * In the place of the package's own transport, which has no time limit and drops status and headers. Same path, same
 * form, geolocation off, verbose answers.
 */
function request(settings: MixpanelSettings, settle: (outcome: Outcome) => void) {
  return ({ endpoint, data }: PackageRequest, done: () => void): void => {
    const body = new URLSearchParams({ data: Buffer.from(JSON.stringify(data)).toString('base64') });
    fetch(`${settings.apiUrl}${endpoint}?ip=0&verbose=1`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMs),
    })
      .then(async (response) => judge(response, await response.text()))
      .catch((error: unknown): Outcome => {
        const late = error instanceof Error && error.name === 'TimeoutError';
        return { kind: 'later', answer: late ? 'TIMEOUT' : 'UNREACHABLE', retryAfterMs: null };
      })
      .then(settle)
      .finally(done);
  };
}

const verboseAnswer = z.object({ status: z.union([z.literal(0), z.literal(1)]) });

/** Only a verbose "1" is a yes: the status alone means nothing at Mixpanel. */
function judge(response: Response, text: string): Outcome {
  const answer = `HTTP ${response.status}`;
  if (response.status === 429 || response.status >= 500) {
    const wait = retryAfterMs(response.headers.get('retry-after'), Date.now());
    return { kind: 'later', answer, retryAfterMs: wait };
  }
  const parsed = verboseAnswer.safeParse(parse(text));
  if (parsed.success && parsed.data.status === 1 && response.ok) return { kind: 'accepted' };
  if (parsed.success && parsed.data.status === 0) return { kind: 'rejected', answer };
  if (response.status === 400 || response.status === 413) return { kind: 'rejected', answer };
  // A proxy's page, a wrong key's 401: mending that is ours, and the events wait for it.
  return { kind: 'later', answer: response.ok ? 'NONSENSE' : answer, retryAfterMs: null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
