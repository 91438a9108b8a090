import { z } from 'zod';
import type { MixpanelStandIn } from './mixpanel.ts';
import { type Received, type Reply, StandIn } from './stand-in.ts';

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
 * Mixpanel's interface for deletions (v3.0) as documented: the project's token in the query, an OAuth token
 * in the header, at most 1,999 ids. Its documentation shows two shapes of answer; it gives the one and the other in turn. What is
 * deleted goes from the stand-in that holds it.
 */
export class MixpanelErasureStandIn extends StandIn {
  readonly gdprToken: string;
  readonly #keeper: MixpanelStandIn;
  /** Ids whose deletion has come to its end. */
  readonly erased = new Set<string>();
  readonly tasks = new Map<string, Task>();
  /** How the next deletion ends. */
  ending: 'SUCCESS' | 'FAILURE' = 'SUCCESS';

  private constructor(keeper: MixpanelStandIn, gdprToken: string) {
    super();
    this.#keeper = keeper;
    this.gdprToken = gdprToken;
  }

  static async open(keeper: MixpanelStandIn, gdprToken: string): Promise<MixpanelErasureStandIn> {
    const standIn = new MixpanelErasureStandIn(keeper, gdprToken);
    await standIn.listen();
    return standIn;
  }

  protected answer({ method, url, headers, body }: Received): Reply {
    const { pathname, searchParams } = new URL(url, 'http://mixpanel');
    const [, tracking] = /^\/data-deletions\/v3\.0\/([^/]*)$/.exec(pathname) ?? [];
    if (tracking === undefined) return { status: 404, body: 'not found' };
    if (
      headers.authorization !== `Bearer ${this.gdprToken}` ||
      searchParams.get('token') !== this.#keeper.token
    ) {
      return {
        status: 401,
        body: JSON.stringify({ status: 'error', error: 'Unable to authenticate request' }),
      };
    }
    if (method === 'POST' && tracking === '') return this.#request(body);
    return method === 'GET' ? this.#status(tracking) : { status: 405, body: '' };
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
      if (task.status === 'SUCCESS') {
        this.#keeper.forget(task.ids);
        for (const each of task.ids) this.erased.add(each);
      }
    }
    const results =
      this.tasks.size % 2 ? { status: task.status } : [{ tracking_id: id, status: task.status }];
    return { status: 200, body: JSON.stringify({ status: 'ok', results }) };
  }
}
