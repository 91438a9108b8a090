import type { SubGraph } from '../../api/graphql/builder.ts';
import type { Canary } from '../support/canaries.ts';
import type { GraphqlReply } from '../support/graphql.ts';
import { admins, moderators, type Role, type Stage } from './stage.ts';

/** One answer of the service, and who got it to what. */
export interface Exchange {
  endpoint: SubGraph;
  operation: string;
  reader: Role;
  reply: GraphqlReply;
}

type Fields = Record<string, unknown>;

/** Who wrote the posts in the database, by id: null where a post is anonymous. */
export type Bylines = ReadonlyMap<string, string | null>;

export async function readBylines({ owner }: Stage): Promise<Bylines> {
  const { rows } = await owner.query<{ id: string; author_id: string | null }>(
    'SELECT id, author_id FROM forum.consultation UNION ALL SELECT id, author_id FROM forum.answer',
  );
  return new Map(rows.map(({ id, author_id }) => [id, author_id]));
}

/**
 * What is wrong with an answer, one line each. Every object that may carry a person (a byline, the viewer, an
 * account in front of a technical admin) is compared with the truth and taken out; in what is left no canary may sing.
 */
export function judge(stage: Stage, bylines: Bylines, exchange: Exchange): string[] {
  const faults: string[] = [];
  const rest = new Inspection(stage, bylines, exchange, faults).strip(JSON.parse(exchange.reply.text), {});
  const text = JSON.stringify(rest);
  faults.push(
    ...stage.aviary
      .search(text)
      .filter((canary) => !isKnownAdmin(exchange, canary))
      .map(describe),
  );
  faults.push(...judgeIds(text));
  if (exchange.endpoint !== 'operations') faults.push(...judgeTimes(text));
  return faults;
}

/** Headers are for everybody on the way: no canary, nothing that a cache could keep, no time but the answer's own. */
export function judgeHeaders(stage: Stage, { operation, reply: { headers } }: Exchange): string[] {
  const text = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const faults = [...stage.aviary.search(text), ...stage.texts.search(text)].map(describe);
  if (headers.get('cache-control') !== 'private, no-store') faults.push('a cache may keep it');
  if (!headers.get('vary')?.split(/,\s*/).includes('Cookie')) faults.push('it does not vary by cookie');
  // A change of password renews the session, for the one who changed it.
  const unwanted = operation === 'changePassword' ? [] : ['set-cookie'];
  for (const name of ['etag', 'last-modified', 'server-timing', ...unwanted]) {
    if (headers.has(name)) faults.push(`the header ${name}`);
  }
  return faults;
}

/** Technical admins know each other: the audit names by id who was given a share. */
function isKnownAdmin({ endpoint, reader }: Exchange, { person, kind }: Canary): boolean {
  return (
    endpoint === 'operations' && isAdmin(reader) && kind === 'id' && admins.some((role) => role === person)
  );
}

const isAdmin = (role: Role) => admins.includes(role);

export const describe = ({ person, kind }: Canary): string => `${kind} of ${person}`;

/** Only random ids: one with a time or an order in it dates what it names. */
function judgeIds(text: string): string[] {
  const ids = text.match(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g) ?? [];
  return [...new Set(ids)]
    .filter((id) => !/^.{14}4.{4}[89ab]/.test(id))
    .map((id) => `an id that is not random: ${id}`);
}

function judgeTimes(text: string): string[] {
  const times = text.match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g) ?? [];
  return [...new Set(times)]
    .filter((time) => !/:00:00(\.0+)?Z$/.test(time))
    .map((time) => `a time within the hour: ${time}`);
}

class Inspection {
  readonly #stage: Stage;
  readonly #bylines: Bylines;
  readonly #exchange: Exchange;
  readonly #faults: string[];

  constructor(stage: Stage, bylines: Bylines, exchange: Exchange, faults: string[]) {
    this.#stage = stage;
    this.#bylines = bylines;
    this.#exchange = exchange;
    this.#faults = faults;
  }

  strip(value: unknown, parent: Fields): unknown {
    if (Array.isArray(value)) return value.map((item) => this.strip(item, parent));
    if (typeof value !== 'object' || value === null) return value;
    const fields = value as Fields;
    if (this.#carriesRightly(fields, parent)) return `[${fields.__typename}]`;
    this.#checkOwnership(fields);
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, this.strip(field, fields)]),
    );
  }

  /** False also where such an object does not belong: then its canaries stay, and are found. */
  #carriesRightly(fields: Fields, parent: Fields): boolean {
    const { endpoint, operation, reader } = this.#exchange;
    const forAdmins = endpoint === 'operations' && isAdmin(reader);
    switch (fields.__typename) {
      case 'PhysicianByline':
        return this.#isTrueByline(fields, parent);
      case 'Viewer':
        return fields.id === this.#stage.people[reader]?.id;
      case 'AdminName':
        return forAdmins && this.#mayBeNamed(String(fields.id), parent);
      case 'Account':
        if (!forAdmins) return false;
        if (parent.__typename === 'OpenedLookup')
          return operation === 'openLookup' && this.#isAuthorOf(fields, parent);
        return ['accounts', 'verifyPhysician', 'refuseVerification'].includes(operation);
      // Its cursors hold the account's id.
      case 'QueryAccountsConnectionEdge':
      case 'PageInfo':
        return forAdmins && operation === 'accounts';
      default:
        return false;
    }
  }

  /** The byline of a post that bears this very name; and no sign that she asked, where she asked anonymously. */
  #isTrueByline(fields: Fields, post: Fields): boolean {
    const author = this.#bylines.get(String(post.id));
    const physician = fields.physician as Fields;
    if (!author || physician.id !== author) return false;
    const question = String(post.consultationId ?? post.id);
    if (fields.isAsker === true && this.#bylines.has(question) && this.#bylines.get(question) !== author) {
      this.#faults.push('a byline says that she asked what was asked anonymously');
    }
    return true;
  }

  /** Technical admins are named to each other; a moderator only in the audit. */
  #mayBeNamed(id: string, parent: Fields): boolean {
    if (this.#stage.holders.some(({ grant }) => grant.adminId === id)) return true;
    return (
      parent.__typename === 'AuditEntry' && moderators.some((role) => this.#stage.person(role).id === id)
    );
  }

  #isAuthorOf(account: Fields, opened: Fields): boolean {
    const lookup = opened.lookup as { consultationId: string };
    const author = this.#stage.authors.get(lookup.consultationId);
    return author !== undefined && account.id === this.#stage.person(author).id;
  }

  /** `isMine` is hers alone; what moderation decided goes to the author alone. */
  #checkOwnership(fields: Fields): void {
    if (typeof fields.isMine !== 'boolean') return;
    const author = this.#stage.authors.get(String(fields.id));
    const isHers = author === this.#exchange.reader;
    if (fields.isMine !== isHers) this.#faults.push(`isMine is ${fields.isMine} for what ${author} wrote`);
    const decisions = Array.isArray(fields.decisions) ? fields.decisions.length : 0;
    if (!isHers && decisions > 0) this.#faults.push(`decisions on what ${author} wrote`);
  }
}
