import { z } from 'zod';
import type { BugsnagStandIn } from './bugsnag.ts';
import { type Received, type Reply, StandIn } from './stand-in.ts';

const wanted = z.strictObject({
  filters: z.strictObject({
    'user.id': z.tuple([z.strictObject({ type: z.literal('eq'), value: z.string().min(1) })]),
  }),
});

interface Task {
  readonly pseudonym: string;
  status: 'PREPARING' | 'AWAITING_CONFIRMATION' | 'ACCEPTED' | 'IN_PROGRESS' | 'COMPLETED' | 'EXPIRED';
}

/**
 * Bugsnag's data access interface for deletions as specified: each request makes a deletion of its own, which prepares itself, waits
 * for its confirmation and, without it, deletes nothing. What is deleted goes from the stand-in that holds it.
 */
export class BugsnagDataStandIn extends StandIn {
  readonly token: string;
  readonly project: string;
  readonly tasks = new Map<string, Task>();
  /** Pseudonyms whose errors are gone. */
  readonly erased = new Set<string>();

  readonly #keeper: BugsnagStandIn;

  private constructor(keeper: BugsnagStandIn, token: string, project: string) {
    super();
    this.#keeper = keeper;
    this.token = token;
    this.project = project;
  }

  static async open(keeper: BugsnagStandIn, token: string, project: string): Promise<BugsnagDataStandIn> {
    const standIn = new BugsnagDataStandIn(keeper, token, project);
    await standIn.listen();
    return standIn;
  }

  /** Whoever waited too long with the confirmation. */
  expire(): void {
    for (const task of this.tasks.values()) {
      if (task.status === 'AWAITING_CONFIRMATION' || task.status === 'PREPARING') task.status = 'EXPIRED';
    }
  }

  protected answer({ method, url, headers, body }: Received): Reply {
    const path = new RegExp(`^/projects/${this.project}/event_data_deletions(?:/([^/]+)(/confirm)?)?$`).exec(
      url,
    );
    if (!path) return { status: 404, body: JSON.stringify({ errors: ['not found'] }) };
    if (headers.authorization !== `token ${this.token}` || headers['x-version'] !== '2') {
      return { status: 401, body: JSON.stringify({ errors: ['bad credentials'] }) };
    }
    const [, id, confirm] = path;
    if (method === 'POST' && id === undefined) return this.#create(body);
    const task = id === undefined ? undefined : this.tasks.get(id);
    if (!id || !task) return { status: 404, body: JSON.stringify({ errors: ['not found'] }) };
    if (method === 'POST' && confirm) {
      if (task.status !== 'AWAITING_CONFIRMATION')
        return { status: 409, body: JSON.stringify({ errors: ['no'] }) };
      task.status = 'ACCEPTED';
      return say(id, task);
    }
    if (method !== 'GET') return { status: 405, body: '' };
    this.#goOn(task);
    return say(id, task);
  }

  #create(body: Buffer): Reply {
    const parsed = wanted.safeParse(JSON.parse(body.toString('utf8')));
    if (!parsed.success) return { status: 400, body: JSON.stringify({ errors: ['filters'] }) };
    const id = `deletion-${this.tasks.size + 1}`;
    const task: Task = { pseudonym: parsed.data.filters['user.id'][0].value, status: 'PREPARING' };
    this.tasks.set(id, task);
    return { ...say(id, task), status: 201 };
  }

  #goOn(task: Task): void {
    if (task.status === 'PREPARING') task.status = 'AWAITING_CONFIRMATION';
    else if (task.status === 'ACCEPTED') task.status = 'IN_PROGRESS';
    else if (task.status === 'IN_PROGRESS') {
      task.status = 'COMPLETED';
      this.#keeper.forget(task.pseudonym);
      this.erased.add(task.pseudonym);
    }
  }
}

const say = (id: string, { status }: Task): Reply => ({ status: 200, body: JSON.stringify({ id, status }) });
