import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';

/** A row as a thief with a copy of all tables has it. */
export interface StolenRow {
  table: string;
  /** The transaction that wrote it. */
  xmin: number;
  /** Its place in the table's file, which is also its line in a dump. */
  place: number;
  /** The number under which a long text is kept apart (TOAST); null for a short one. */
  chunk: number | null;
  cells: Record<string, unknown>;
}

/** All tables, everything in them, and what PostgreSQL keeps for itself about each row. */
export async function steal(owner: pg.Client): Promise<StolenRow[]> {
  const { rows: tables } = await owner.query<{ name: string; texts: string[] }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name,
        ARRAY(SELECT attname::text FROM pg_attribute
          WHERE attrelid = format('%I.%I', schemaname, tablename)::regclass AND attname = 'body') AS texts
      FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name`,
  );
  const loot: StolenRow[] = [];
  for (const { name, texts } of tables) {
    const chunk = texts.length > 0 ? 'pg_column_toast_chunk_id(t.body)::text' : 'NULL';
    const { rows } = await owner.query<{
      xmin: string;
      ctid: string;
      chunk: string | null;
      cells: Record<string, unknown>;
    }>(`SELECT t.xmin::text, t.ctid::text, ${chunk} AS chunk, to_jsonb(t) AS cells FROM ${name} t`);
    for (const row of rows) {
      const [block = 0, line = 0] = row.ctid.slice(1, -1).split(',').map(Number);
      loot.push({
        table: name,
        xmin: Number(row.xmin),
        place: block * 1000 + line,
        chunk: row.chunk === null ? null : Number(row.chunk),
        cells: row.cells,
      });
    }
  }
  return loot;
}

/** A transaction that left its number in the rows of a table: by writing (xmin), or by locking or deleting (xmax). */
export interface Trace {
  table: string;
  column: 'xmin' | 'xmax';
  transaction: number;
}

/**
 * The numbers of transactions in every row of every table that PostgreSQL has, its catalogues and the tables of long
 * values included. The list is made of pg_class, so that a new table is in it by itself.
 */
export async function tracesOfTransactions(owner: pg.Client): Promise<Trace[]> {
  const { rows: tables } = await owner.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 't', 'm') AND c.relpersistence <> 't'`);
  const traces: Trace[] = [];
  for (const { name: table } of tables) {
    for (const column of ['xmin', 'xmax'] as const) {
      const { rows } = await owner.query<{ transaction: string }>(
        `SELECT DISTINCT ${column}::text AS transaction FROM ${table} WHERE ${column}::text <> '0'`,
      );
      traces.push(...rows.map(({ transaction }) => ({ table, column, transaction: Number(transaction) })));
    }
  }
  return traces;
}

/** Whom an attack takes for the author of each alias it has an opinion on. */
export type Guess = ReadonlyMap<string, string>;

/** Something that names a member, at some place in some order. */
interface Sighting {
  at: number;
  who: string;
}

type Place = (row: StolenRow) => number | null;
const byTransaction: Place = ({ xmin }) => xmin;
const byPlace: Place = ({ place }) => place;
const byChunk: Place = ({ chunk }) => chunk;

/** Rows that name one member and no other. */
function sightingsIn(rows: readonly StolenRow[], people: readonly string[], order: Place): Sighting[] {
  return rows.flatMap((row) => {
    const at = order(row);
    const text = JSON.stringify(row.cells);
    const [who, ...others] = people.filter((id) => text.includes(id));
    return at !== null && who !== undefined && others.length === 0 ? [{ at, who }] : [];
  });
}

/** Rows that bear an alias. */
function aliasesIn(rows: readonly StolenRow[], order: Place): { alias: string; at: number }[] {
  return rows.flatMap((row) => {
    const alias = row.table === 'forum.alias' ? row.cells.id : row.cells.alias_id;
    const at = order(row);
    return typeof alias === 'string' && at !== null ? [{ alias, at }] : [];
  });
}

type Side = 'any' | 'before' | 'after';

/** Takes for each alias whoever was seen nearest to it. */
function guessByNearest(
  aliases: readonly { alias: string; at: number }[],
  seen: readonly Sighting[],
  side: Side = 'any',
): Guess {
  const guess = new Map<string, string>();
  for (const { alias, at } of aliases) {
    let best: Sighting | undefined;
    for (const sighting of seen) {
      if ((side === 'before' && sighting.at > at) || (side === 'after' && sighting.at < at)) continue;
      if (!best || Math.abs(at - sighting.at) < Math.abs(at - best.at)) best = sighting;
    }
    if (best) guess.set(alias, best.who);
  }
  return guess;
}

/** By which tag of the claims an alias was claimed: that of the claim in the nearest transaction. */
export function tagsByNearestClaim(loot: readonly StolenRow[]): Guess {
  const claims = loot
    .filter(({ table }) => table === 'vault.claim')
    .map(({ xmin, cells }) => ({ at: xmin, who: String(cells.tag) }));
  return guessByNearest(aliasesIn(inTable(loot, 'forum.alias'), byTransaction), claims);
}

/** Gives every alias of a group the name that most of the group were taken for. */
function byMajority(guess: Guess, groups: Guess): Guess {
  const members = Map.groupBy([...guess], ([alias]) => groups.get(alias) ?? alias);
  return new Map([...members.values()].flatMap((group) => group.map(([alias]) => [alias, mostOften(group)])));
}

function mostOften(group: readonly (readonly [string, string])[]): string {
  const votes = Map.groupBy(group, ([, who]) => who);
  const [winner] = [...votes].sort(([, a], [, b]) => b.length - a.length);
  return winner?.[0] ?? '';
}

const inTable = (loot: readonly StolenRow[], table: string) => loot.filter((row) => row.table === table);

/** Every attack on the tables alone: what it goes by, and whom it takes for whom. */
export function attackTables(loot: readonly StolenRow[], people: readonly string[]): Map<string, Guess> {
  const guesses = new Map<string, Guess>();
  const aliases = aliasesIn(inTable(loot, 'forum.alias'), byTransaction);
  const seals = aliasesIn(inTable(loot, 'vault.seal'), byTransaction);
  const sessions = sightingsIn(inTable(loot, 'platform.session'), people, byTransaction);
  const named = sightingsIn(
    loot.filter(({ table }) => table !== 'accounts.account'),
    people,
    byTransaction,
  );
  const afterSession = guessByNearest(aliases, sessions, 'before');
  const besideNamed = guessByNearest(aliases, named);
  guesses.set('the session written last before it', afterSession);
  guesses.set('the session written last before its seal', guessByNearest(seals, sessions, 'before'));
  for (const side of ['any', 'before', 'after'] as const) {
    guesses.set(`the named row in the nearest transaction (${side})`, guessByNearest(aliases, named, side));
  }
  for (const table of ['forum.consultation', 'forum.answer']) {
    const rows = inTable(loot, table);
    for (const [words, order] of [
      ['beside it in the file', byPlace],
      ['with the nearest number of a long text', byChunk],
      ['in the nearest transaction', byTransaction],
    ] as const) {
      const seen = sightingsIn(rows, people, order);
      guesses.set(`the named row of ${table} ${words}`, guessByNearest(aliasesIn(rows, order), seen));
    }
  }
  const groups = tagsByNearestClaim(loot);
  guesses.set('the session before it, by majority of what one tag claimed', byMajority(afterSession, groups));
  guesses.set('the nearest named row, by majority of what one tag claimed', byMajority(besideNamed, groups));
  guesses.set('values that a person’s rows and an alias’s rows share', guessByValue(loot, people));
  return guesses;
}

/** Joins on any equal value of some length between the rows of an alias and those of one member. */
function guessByValue(loot: readonly StolenRow[], people: readonly string[]): Guess {
  const valuesOf = ({ cells }: StolenRow) =>
    Object.values(cells).filter((value): value is string => typeof value === 'string' && value.length >= 8);
  const owners = new Map<string, Set<string>>();
  for (const row of loot) {
    const text = JSON.stringify(row.cells);
    const [who, ...others] = people.filter((id) => text.includes(id));
    if (who === undefined || others.length > 0) continue;
    for (const value of valuesOf(row)) owners.set(value, (owners.get(value) ?? new Set()).add(who));
  }
  const guess = new Map<string, string>();
  for (const row of loot) {
    const alias = row.table === 'forum.alias' ? row.cells.id : row.cells.alias_id;
    if (typeof alias !== 'string') continue;
    for (const value of valuesOf(row)) {
      const [who, ...others] = owners.get(value) ?? [];
      if (who !== undefined && others.length === 0) guess.set(alias, who);
    }
  }
  return guess;
}

/**
 * The same from the files of the data folder, deleted rows, old pages and write-ahead log included: an alias's bytes
 * are looked for, and the nearest bytes or text of a member's id in the same file.
 */
export async function attackFiles(
  cluster: string,
  aliases: readonly string[],
  people: readonly string[],
): Promise<Map<string, Guess>> {
  const guesses = new Map<string, Guess>();
  for (const part of ['base', 'pg_wal', 'global'] as const) {
    for (const side of ['any', 'before', 'after'] as const) {
      guesses.set(`the member’s id nearest to it in ${part} (${side})`, new Map());
    }
    for (const file of await filesBelow(path.join(cluster, part))) {
      const bytes = await readIfThere(file);
      const seen = findIds(bytes, people);
      if (seen.length === 0) continue;
      const borne = findIds(bytes, aliases).map(({ at, who }) => ({ at, alias: who }));
      for (const side of ['any', 'before', 'after'] as const) {
        const known = guesses.get(`the member’s id nearest to it in ${part} (${side})`) as Map<
          string,
          string
        >;
        for (const [alias, who] of guessByNearest(borne, seen, side)) known.set(alias, who);
      }
    }
  }
  return guesses;
}

/** Whether a text stands anywhere in the files. */
export async function findInFiles(cluster: string, text: string): Promise<string[]> {
  const places: string[] = [];
  for (const file of await filesBelow(cluster)) {
    if ((await readIfThere(file)).includes(text)) places.push(path.relative(cluster, file));
  }
  return places;
}

/** Empty where the running server has taken the file away since the folder was listed. */
async function readIfThere(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Where ids stand in bytes: as sixteen bytes, and as text. One pass, by their first four bytes. */
function findIds(bytes: Buffer, ids: readonly string[]): Sighting[] {
  const needles = new Map<number, { needle: Buffer; who: string }[]>();
  for (const who of ids) {
    for (const needle of [Buffer.from(who.replaceAll('-', ''), 'hex'), Buffer.from(who)]) {
      const head = needle.readUInt32LE(0);
      needles.set(head, [...(needles.get(head) ?? []), { needle, who }]);
    }
  }
  const found: Sighting[] = [];
  for (let at = 0; at + 16 <= bytes.length; at += 1) {
    const head = bytes.readUInt32LE(at);
    if (head === 0) continue;
    for (const { needle, who } of needles.get(head) ?? []) {
      if (bytes.subarray(at, at + needle.length).equals(needle)) found.push({ at, who });
    }
  }
  return found;
}

/** How many of the aliases that an attack has an opinion on it has right. */
export function judge(guess: Guess, truth: ReadonlyMap<string, string>): { guesses: number; hits: number } {
  const known = [...guess].filter(([alias]) => truth.has(alias));
  return { guesses: known.length, hits: known.filter(([alias, who]) => truth.get(alias) === who).length };
}

/** As `judge`, for groups without a name: each is given its most frequent author, as if the thief had been told. */
export function judgeGroups(groups: Guess, truth: ReadonlyMap<string, string>) {
  const members = Map.groupBy(
    [...truth].filter(([alias]) => groups.has(alias)),
    ([alias]) => groups.get(alias),
  );
  const named = new Map([...members].map(([group, list]) => [group, mostOften(list)]));
  return judge(new Map([...groups].map(([alias, group]) => [alias, named.get(group) ?? ''])), truth);
}

/** The most hits that chance reaches in all but `rarity` of runs: n guesses, each right with probability p. */
export function chanceBound(n: number, p: number, rarity: number): number {
  let probability = (1 - p) ** n;
  let cumulative = probability;
  let hits = 0;
  while (1 - cumulative > rarity && hits < n) {
    hits += 1;
    probability *= ((n - hits + 1) / hits) * (p / (1 - p));
    cumulative += probability;
  }
  return hits;
}
