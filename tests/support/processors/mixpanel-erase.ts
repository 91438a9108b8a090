import { z } from 'zod';
import { type Received, type Reply, StandIn } from './stand-in.ts';

const profileUpdates = z.array(
  z.strictObject({
    $token: z.string(),
    $distinct_id: z.string().min(1),
    $ignore_alias: z.literal(true),
    $delete: z.literal(''),
  }),
);
const wanted = z.strictObject({
  distinct_ids: z.array(z.string().min(1)).min(1).max(1999),
  compliance_type: z.literal('GDPR'),
});

interface Task {
  readonly ids: readonly string[];
  /** How many more times it is still under way when asked. */
  polls: number;
  status: 'PENDING' | 'STARTED' | 'SUCCESS' | 'FAILURE';
}

/**
 * Mixpanel's /engage and its interface for deletions (v3.0) as documented: the project's token in the query, an OAuth token
 * in the header, at most 1,999 ids. Its documentation shows two shapes of answer; it gives the one and the other in turn.
 */
export class MixpanelErasureStandIn extends StandIn {
  readonly token: string;
  readonly gdprToken: string;
  readonly profilesDeleted = new Set<string>();
  /** Ids whose deletion has come to its end. */
  readonly erased = new Set<string>();
  readonly tasks = new Map<string, Task>();
  /** How the next deletion ends. */
  ending: 'SUCCESS' | 'FAILURE' = 'SUCCESS';

  private constructor(token: string, gdprToken: string) {
    super();
    this.token = token;
    this.gdprToken = gdprToken;
  }

  static async open(token: string, gdprToken: string): Promise<MixpanelErasureStandIn> {
    const standIn = new MixpanelErasureStandIn(token, gdprToken);
    await standIn.listen();
    return standIn;
  }

  protected answer({ method, url, headers, body }: Received): Reply {
    const { pathname, searchParams } = new URL(url, 'http://mixpanel');
    if (pathname === '/engage') return this.#engage(method, body);
    const [, tracking] = /^\/data-deletions\/v3\.0\/([^/]*)$/.exec(pathname) ?? [];
    if (tracking === undefined) return { status: 404, body: 'not found' };
    if (headers.authorization !== `Bearer ${this.gdprToken}` || searchParams.get('token') !== this.token) {
      return {
        status: 401,
        body: JSON.stringify({ status: 'error', error: 'Unable to authenticate request' }),
      };
    }
    if (method === 'POST' && tracking === '') return this.#request(body);
    return method === 'GET' ? this.#status(tracking) : { status: 405, body: '' };
  }

  #engage(method: string, body: Buffer): Reply {
    const text = new URLSearchParams(body.toString('utf8')).get('data') ?? 'null';
    const parsed = profileUpdates.safeParse(JSON.parse(text));
    const right =
      method === 'POST' && parsed.success && parsed.data.every(({ $token }) => $token === this.token);
    if (!right) return { status: 200, body: JSON.stringify({ status: 0, error: 'data, missing or empty' }) };
    for (const { $distinct_id } of parsed.data) this.profilesDeleted.add($distinct_id);
    return { status: 200, body: JSON.stringify({ status: 1, error: null }) };
  }

  #request(body: Buffer): Reply {
    const parsed = wanted.safeParse(JSON.parse(body.toString('utf8')));
    if (!parsed.success) return { status: 400, body: JSON.stringify({ status: 'error' }) };
    const id = `task-${this.tasks.size + 1}`;
    this.tasks.set(id, { ids: parsed.data.distinct_ids, polls: 1, status: 'PENDING' });
    const results = this.tasks.size % 2 ? { task_id: id } : [{ tracking_id: id, status: 'PENDING' }];
    return { status: 201, body: JSON.stringify({ status: 'ok', results }) };
  }

  #status(id: string): Reply {
    const task = this.tasks.get(id);
    if (!task)
      return { status: 200, body: JSON.stringify({ status: 'ok', results: { status: 'NOT_FOUND' } }) };
    if (task.polls > 0) {
      task.polls -= 1;
      task.status = 'STARTED';
    } else {
      task.status = this.ending;
      if (task.status === 'SUCCESS') for (const each of task.ids) this.erased.add(each);
    }
    const results =
      this.tasks.size % 2 ? { status: task.status } : [{ tracking_id: id, status: task.status }];
    return { status: 200, body: JSON.stringify({ status: 'ok', results }) };
  }
}
