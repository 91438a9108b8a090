import { z } from 'zod';
import { type Received, type Reply, StandIn } from './stand-in.ts';

/** An event as Mixpanel has kept it. */
export interface KeptEvent {
  event: string;
  properties: Record<string, unknown>;
}

const wireEvent = z.object({
  event: z.string().min(1),
  properties: z.looseObject({
    token: z.string(),
    distinct_id: z.string(),
    $insert_id: z.string().regex(/^[A-Za-z0-9-]{1,36}$/),
    time: z.number(),
  }),
});

const profileDeletions = z.array(
  z.strictObject({
    $token: z.string(),
    $distinct_id: z.string().min(1),
    $ignore_alias: z.literal(true),
    $delete: z.literal(''),
  }),
);

/** Rejected as distinct ids: they are what programs write by mistake. */
const nobodys = [
  'null',
  'undefined',
  'anonymous',
  '0',
  'unknown',
  'nil',
  'none',
  'n/a',
  'na',
  'false',
  'true',
];
const dayInMs = 24 * 60 * 60 * 1000;

/**
 * Mixpanel's /track as documented: a form whose field `data` is base64 of a JSON array, at most 50 events, none older
 * than five days; of events with the same name, distinct id, time and $insert_id one is kept; verbose answers are JSON,
 * others a bare 1 or 0, always with the status 200 unless the request itself is wrong. And its /engage, as far as
 * profiles are deleted there; it makes one of everybody who sends events, as a project can be set to.
 */
export class MixpanelStandIn extends StandIn {
  readonly token: string;
  /** What is "now" there. */
  readonly now: () => Date;
  /** By its deduplication key. */
  readonly #kept = new Map<string, KeptEvent>();
  /** Distinct ids with a profile. */
  readonly profiles = new Set<string>();
  /** It takes no batch in which this is true of one event. */
  dislikes: (event: KeptEvent) => boolean = () => false;

  private constructor(token: string, now: () => Date) {
    super();
    this.token = token;
    this.now = now;
  }

  static async open(token: string, now: () => Date = () => new Date()): Promise<MixpanelStandIn> {
    const standIn = new MixpanelStandIn(token, now);
    await standIn.listen();
    return standIn;
  }

  get events(): KeptEvent[] {
    return [...this.#kept.values()];
  }

  /** What it is told of one distinct id. */
  eventsOf(distinctId: string): KeptEvent[] {
    return this.events.filter(({ properties }) => properties.distinct_id === distinctId);
  }

  /** The half that the erasure interface works on. */
  forget(distinctIds: readonly string[]): void {
    for (const [key, { properties }] of this.#kept) {
      if (distinctIds.includes(String(properties.distinct_id))) this.#kept.delete(key);
    }
  }

  protected answer({ method, url, body, headers }: Received): Reply {
    const { pathname, searchParams } = new URL(url, 'http://mixpanel');
    if (pathname === '/engage') return this.#engage(method, body);
    if (pathname !== '/track') return { status: 404, body: 'not found' };
    const verbose = searchParams.get('verbose') === '1';
    const say = (error: string | null): Reply => ({
      status: 200,
      body: verbose ? JSON.stringify({ status: error === null ? 1 : 0, error }) : error === null ? '1' : '0',
    });
    if (
      method !== 'POST' ||
      headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true
    ) {
      return { status: 400, body: 'a form expected' };
    }
    const parsed = z.array(wireEvent).safeParse(this.#decode(body));
    if (!parsed.success) return say('data, missing or empty');
    if (parsed.data.length > 50) return { status: 413, body: 'too many events' };
    const events = parsed.data;
    const wrong = events.find((event) => this.#isWrong(event));
    if (wrong) return say('an event is not valid');
    for (const event of events) {
      const { distinct_id: who, $insert_id: key, time } = event.properties;
      this.#kept.set(JSON.stringify([event.event, who, key, time]), event);
      this.profiles.add(who);
    }
    return say(null);
  }

  #engage(method: string, body: Buffer): Reply {
    const text = new URLSearchParams(body.toString('utf8')).get('data') ?? 'null';
    const parsed = profileDeletions.safeParse(JSON.parse(text));
    const right =
      method === 'POST' && parsed.success && parsed.data.every(({ $token }) => $token === this.token);
    if (!right) return { status: 200, body: JSON.stringify({ status: 0, error: 'data, missing or empty' }) };
    for (const { $distinct_id: who } of parsed.data) this.profiles.delete(who);
    return { status: 200, body: JSON.stringify({ status: 1, error: null }) };
  }

  #isWrong(event: z.infer<typeof wireEvent>): boolean {
    const { token, distinct_id: who, time } = event.properties;
    const age = this.now().getTime() - time;
    return (
      token !== this.token || nobodys.includes(who.toLowerCase()) || age > 5 * dayInMs || this.dislikes(event)
    );
  }

  #decode(body: Buffer): unknown {
    try {
      const data = new URLSearchParams(body.toString('utf8')).get('data') ?? '';
      return JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
    } catch {
      return null;
    }
  }
}
