import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { SubGraph } from '../../api/graphql/builder.ts';
import { schemas } from '../../api/graphql/schema.ts';
import type { AnswerId, ConsultationId } from '../../api/platform/ids.ts';
import { versionOf, versionOfCase } from '../support/edits.ts';
import { Client } from '../support/graphql.ts';
import { listOperations, maximalDocument } from '../support/graphql-documents.ts';
import {
  givePassword,
  type Member,
  type ServerOptions,
  signInAs,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';
import { newestVersion } from '../support/terms.ts';
import { holdTestCeremony, type ShareHolder } from '../support/vault.ts';
import type { NewAccount } from '../support/world.ts';

/** What was written in the town, so that somebody who looks knows where. */
export interface Places {
  consultations: string[];
  cases?: string[];
  appeals?: string[];
  lookups?: string[];
}

type Fields = Record<string, unknown>;

/** A running service with a few members who reach it as browsers do, and its owner's view of the database. */
export class Town {
  readonly server: TestServer;
  readonly owner: pg.Client;
  readonly holders: ShareHolder[];

  private constructor(server: TestServer, owner: pg.Client, holders: ShareHolder[]) {
    this.server = server;
    this.owner = owner;
    this.holders = holders;
  }

  static async open(options: ServerOptions = {}): Promise<Town> {
    const server = await startTestServer(options);
    const owner = new pg.Client({ connectionString: server.database.owner });
    await owner.connect();
    return new Town(server, owner, await holdTestCeremony(server));
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.server.close();
  }

  member(name: string, account: NewAccount = {}): Promise<Member> {
    // The address that accounts of tests get by themselves holds their id.
    const email = `${randomUUID()}@town.test`;
    return signInAs(this.server, { name, email, specialtyCode: 'internmedicin', ...account });
  }

  /** A technical admin who holds a share, signed in. */
  async admin(at = 0): Promise<Member> {
    const holder = this.holders[at];
    if (!holder) throw new Error('nobody holds that share');
    const id = holder.grant.adminId;
    await givePassword(this.server, id);
    const client = new Client(this.server.url);
    const { status } = await client.signIn(holder.email, testPassword);
    if (status !== 200) throw new Error(`sign-in was refused: ${status}`);
    return { id, name: holder.name, email: holder.email, password: testPassword, client };
  }

  /** Runs one operation with everything that it can answer, and gives its answer. @throws Error on a refusal. */
  async call<Answer extends object = Fields>(
    by: Member,
    endpoint: SubGraph,
    name: string,
    variables: Fields = {},
  ): Promise<Answer> {
    const answer = await this.attempt<Answer & { __typename?: string }>(by, endpoint, name, variables);
    if (/Error$/.test(String(answer?.__typename))) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** An edit is made from the newest text, unless it names a version. */
  async #withVersion(name: string, variables: Fields): Promise<Fields> {
    const input = variables.input as Fields | undefined;
    const { services } = this.server;
    const version =
      name === 'editConsultation' || name === 'editAnswer'
        ? () => versionOf(services, String(input?.id))
        : name === 'editPost' || name === 'proposeRedaction'
          ? () => versionOfCase(services, String(input?.caseId))
          : null;
    return version ? { ...variables, input: { version: await version(), ...input } } : variables;
  }

  /** As `call`; a refusal is an answer too. */
  async attempt<Answer extends object = Fields>(
    by: Member,
    endpoint: SubGraph,
    name: string,
    variables: Fields = {},
  ): Promise<Answer> {
    const operation = listOperations(schemas[endpoint]).find((each) => each.name === name);
    if (!operation) throw new Error(`there is no ${name}`);
    const document = maximalDocument(schemas[endpoint], operation);
    const reply = await by.client.graphql(endpoint, document, await this.#withVersion(name, variables));
    if (reply.errors.length > 0) throw new Error(JSON.stringify(reply.errors));
    return reply.data?.[name] as Answer;
  }

  async ask(by: Member, anonymous: boolean, input: Fields = {}): Promise<ConsultationId> {
    const asked = await this.call(by, 'physician', 'postConsultation', {
      input: {
        anonymous,
        holdBack: 'AT_ONCE',
        kind: 'QUESTION',
        specialty: 'internmedicin',
        tags: ['anemi'],
        title: 'Oklar anemi hos äldre kvinna',
        body: 'Hb har sjunkit till 92 på tre månader. Hur går ni vidare?',
        ...input,
      },
    });
    return asked.id as ConsultationId;
  }

  async answer(
    by: Member,
    consultationId: string,
    anonymous: boolean,
    input: Fields = {},
  ): Promise<AnswerId> {
    const answered = await this.call(by, 'physician', 'postAnswer', {
      input: {
        anonymous,
        holdBack: 'AT_ONCE',
        consultationId,
        body: `Kontrollera ferritin först (${randomInt(1e9)}).`,
        ...input,
      },
    });
    return answered.id as AnswerId;
  }

  /** The posts of a list in its order, with their hours. */
  async list(by: Member, list: string): Promise<{ id: string; postedAt: string }[]> {
    const query = `{ consultations(list: ${list}, first: 100) { edges { node { id postedAt } } } }`;
    const { data, errors } = await by.client.graphql('physician', query);
    if (errors.length > 0 || !data) throw new Error(JSON.stringify(errors));
    const { edges } = data.consultations as { edges: { node: { id: string; postedAt: string } }[] };
    return edges.map(({ node }) => node);
  }

  /** Every row of a table as its owner reads it, with the transaction that wrote it; sorted, so that order is no part. */
  async rows(table: string): Promise<string[]> {
    const { rows } = await this.owner.query<{ row: unknown; xmin: string; ctid: string }>(
      `SELECT to_jsonb(t) AS row, t.xmin::text, t.ctid::text FROM ${table} t`,
    );
    return rows.map((row) => JSON.stringify(row)).sort();
  }

  /** All tables that are ours or the job queue's. */
  async tables(): Promise<string[]> {
    const { rows } = await this.owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name`,
    );
    return rows.map(({ name }) => name);
  }
}

/** What may be asked of each query, for these places. A query that is missing here is one that nobody has looked at. */
const questions: Record<SubGraph, Record<string, (places: Places) => Fields[]>> = {
  physician: {
    viewer: () => [{}],
    specialties: () => [{}],
    anonymityMeter: () => [{}],
    consultation: ({ consultations }) => consultations.map((id) => ({ id })),
    consultations: () => [
      ...['ACTIVITY', 'NEWEST', 'UNANSWERED', 'MINE', 'ANSWERED'].map((list) => ({ list, first: 20 })),
      { list: 'NEWEST', first: 20, specialty: 'internmedicin' },
    ],
    heldPosts: () => [{}],
    lookupNotices: () => [{}],
    myAppeals: () => [{}],
    myExpiringImages: () => [{}],
    mySanctions: () => [{}],
    myRedactions: () => [{}],
    termsInForce: () => [{}],
    termsStanding: () => [{}],
    retention: () => [{}],
    termsVersion: () => [{ version: newestVersion }],
    termsVersions: () => [{}],
    transparency: () => [{}],
    processors: () => [{}],
    telemetryConsents: () => [{}],
    myDataExport: () => [{}],
    myErasure: () => [{}],
  },
  moderation: {
    viewer: () => [{}],
    caseCounts: () => [{}],
    cases: () => ['OPEN', 'MINE', 'DECIDED'].map((list) => ({ list, first: 100 })),
    case: ({ cases = [] }) => cases.map((id) => ({ id })),
    moderationMeasures: () => [{}],
    appeals: () => ['OPEN', 'DECIDED'].map((list) => ({ list, first: 100 })),
    appeal: ({ appeals = [] }) => appeals.map((id) => ({ id })),
  },
  operations: {
    viewer: () => [{}],
    accounts: () => ['ALL', 'UNVERIFIED'].map((filter) => ({ filter, first: 100 })),
    auditEntries: () => [{ first: 100 }],
    auditVerification: () => [{}],
    consentForms: () => [{ first: 100 }],
    erasures: () => [{ list: 'ALL', first: 100 }],
    refusedErasures: () => [{}],
    epoch: () => [{}],
    statistics: () => [{}],
    telemetryQueues: () => [{}],
    lookups: () => [{ first: 100 }],
    lookup: ({ lookups = [] }) => lookups.map((id) => ({ id })),
    lookupSubject: ({ consultations }) => consultations.map((link) => ({ link })),
  },
};

/** An answer, by what was asked for. */
export type View = Map<string, { text: string; headers: [string, string][] }>;

/**
 * Everything that somebody is answered at an endpoint when she asks for all there is.
 * @throws Error when a query exists that this does not ask.
 */
export async function lookAround({ client }: Member, endpoint: SubGraph, places: Places): Promise<View> {
  const view: View = new Map();
  const queries = listOperations(schemas[endpoint]).filter(({ kind }) => kind === 'query');
  for (const operation of queries) {
    const ask = questions[endpoint][operation.name];
    if (!ask) throw new Error(`nobody looks at the query ${operation.name}: teach tests/privacy/town.ts`);
    const document = maximalDocument(schemas[endpoint], operation);
    for (const variables of ask(places)) {
      const { text, headers, errors } = await client.graphql(endpoint, document, variables);
      if (errors.length > 0) throw new Error(`${operation.name} was not answered: ${text}`);
      if (text.includes('"hasNextPage":true'))
        throw new Error(`${operation.name} has more than it was asked for`);
      // The one time and the one id that every answer bears of its own.
      const own = ['date', 'x-request-id'];
      const kept = [...headers].filter(([name]) => !own.includes(name));
      view.set(`${operation.name} ${JSON.stringify(variables)}`, { text, headers: kept });
    }
  }
  return view;
}

/** The view as one text. */
export function tellView(view: View): string {
  return [...view].map(([asked, { text }]) => `${asked}: ${text}`).join('\n');
}
