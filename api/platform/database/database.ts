import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../../../prisma/client/client.ts';
import { type StatementWatch, watchStatements } from './watch-statements.ts';

/** A transaction (or a plain connection) as the service's role. */
export type Tx = Prisma.TransactionClient;
/** A transaction as the lookup's role, the only one that may read seals. */
export type LookupTx = Prisma.TransactionClient & { readonly __role: 'lookup' };

/** The database as the running service sees it: one pool per role. */
export interface Database {
  /** Everything but lookups. */
  service: PrismaClient;
  /** Runs `work` in one transaction as the lookup's role. */
  lookupTransaction<Result>(work: (tx: LookupTx) => Promise<Result>): Promise<Result>;
  /** The pool below `service`, for libraries that speak pg (sessions). */
  servicePool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseUrls {
  service: string;
  lookup: string;
}

/**
 * @param size connections in the service's pool.
 * @param watch sees every statement that goes through Prisma.
 */
export function openDatabase(urls: DatabaseUrls, size = 20, watch?: StatementWatch): Database {
  const servicePool = new pg.Pool({ connectionString: urls.service, max: size, idleTimeoutMillis });
  const lookupPool = new pg.Pool({ connectionString: urls.lookup, max: 4 });
  for (const pool of [servicePool, lookupPool]) {
    // A connection that breaks while idle must not take the process down; the next query opens another.
    pool.on('error', () => undefined);
  }
  const adapter = (own: PrismaPg) => (watch ? watchStatements(own, watch) : own);
  const service = new PrismaClient({
    adapter: adapter(new PrismaPg(servicePool, { statementNameGenerator })),
  });
  const lookup = new PrismaClient({ adapter: adapter(new PrismaPg(lookupPool)) });
  const close = async () => {
    await service.$disconnect();
    await lookup.$disconnect();
    await Promise.all([servicePool.end(), lookupPool.end()]);
  };
  // A reset closes before the command's own end does, and a pool ends once.
  let closed: Promise<void> | undefined;
  return {
    service,
    servicePool,
    lookupTransaction: (work) => lookup.$transaction((tx) => work(tx as LookupTx)),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** Logging in and planning every statement anew takes longest when more connections are wanted: they are kept for a while. */
const idleTimeoutMillis = 600_000;
const statementNames = new Map<string, string>();

/** Prepared statements: the same text gets the same name. Bounded, since a name lives as long as its connection. */
function statementNameGenerator({ sql }: { sql: string }): string {
  const known = statementNames.get(sql);
  if (known !== undefined) return known;
  if (statementNames.size >= 500) return '';
  const name = `k${statementNames.size}`;
  statementNames.set(sql, name);
  return name;
}

/** A connection as the database's owner, for what the running service may not do: ceremonies, migrations, resets. */
export async function asOwner<Result>(
  ownerUrl: string,
  work: (owner: PrismaClient) => Promise<Result>,
): Promise<Result> {
  const owner = new PrismaClient({ adapter: new PrismaPg({ connectionString: ownerUrl }) });
  try {
    return await work(owner);
  } finally {
    await owner.$disconnect();
  }
}
