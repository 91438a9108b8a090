import { z } from 'zod';
import { type Received, type Reply, StandIn } from './stand-in.ts';

const stackframe = z.strictObject({
  file: z.string(),
  method: z.string().optional(),
  lineNumber: z.int().optional(),
  columnNumber: z.int().optional(),
  inProject: z.boolean(),
});

/** Of the documented payload that which we mean to send; anything beyond it is an error of ours. */
const wireEvent = z.strictObject({
  payloadVersion: z.literal('4'),
  context: z.string(),
  severity: z.literal('error'),
  unhandled: z.boolean(),
  severityReason: z.strictObject({ type: z.enum(['unhandledException', 'handledException']) }),
  exceptions: z.array(
    z.strictObject({
      errorClass: z.string().min(1),
      message: z.string(),
      type: z.enum(['nodejs', 'browserjs']),
      stacktrace: z.array(stackframe),
    }),
  ),
  breadcrumbs: z.array(z.never()),
  metaData: z.strictObject({}),
  app: z.strictObject({ type: z.enum(['server', 'browser']), releaseStage: z.string() }),
  device: z.strictObject({ hostname: z.literal('konsilium'), time: z.iso.datetime() }),
  user: z.strictObject({ id: z.uuid() }).optional(),
});
const payload = z.strictObject({
  apiKey: z.string(),
  payloadVersion: z.literal('4'),
  notifier: z.strictObject({ name: z.string(), version: z.string(), url: z.string() }),
  events: z.array(wireEvent).min(1),
});

export type BugsnagEventOnWire = z.infer<typeof wireEvent>;

/** Bugsnag's notify API as documented: 202 for what it will look at, 400 for what it cannot read, 401 without a key. */
export class BugsnagStandIn extends StandIn {
  readonly events: BugsnagEventOnWire[] = [];
  readonly #apiKey: string;

  private constructor(apiKey: string) {
    super();
    this.#apiKey = apiKey;
  }

  static async open(apiKey: string): Promise<BugsnagStandIn> {
    const standIn = new BugsnagStandIn(apiKey);
    await standIn.listen();
    return standIn;
  }

  /** The half that the data interface works on. */
  forget(pseudonym: string): void {
    const kept = this.events.filter(({ user }) => user?.id !== pseudonym);
    this.events.splice(0, this.events.length, ...kept);
  }

  protected override answer({ method, url, headers, body }: Received): Reply {
    if (method !== 'POST' || url !== '/') return { status: 404, body: '' };
    if (headers['bugsnag-api-key'] !== this.#apiKey) return { status: 401, body: '' };
    if (headers['bugsnag-payload-version'] !== '4') return { status: 400, body: '' };
    if (Number.isNaN(Date.parse(headers['bugsnag-sent-at'] ?? ''))) return { status: 400, body: '' };
    const parsed = payload.safeParse(JSON.parse(body.toString('utf8')));
    if (!parsed.success) return { status: 400, body: '' };
    this.events.push(...parsed.data.events);
    return { status: 202, body: '' };
  }
}
