import { createClient } from 'redis';
import { z } from 'zod';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { redisSessionPrefix } from './sessions.ts';

/** When each of an account's sessions ends, soonest first. Reads the store that the settings name. */
export async function listSessions(
  { config, db, clock }: Services,
  physicianId: PhysicianId,
): Promise<Date[]> {
  if (config.redisUrl) {
    const ends: Date[] = [];
    await visitInRedis(config.redisUrl, physicianId, async (client, key) => {
      const left = await client.pTTL(key);
      if (left > 0) ends.push(new Date(clock.now().getTime() + left));
    });
    return ends.sort((one, other) => one.getTime() - other.getTime());
  }
  const rows = await db.service.$queryRaw<{ expire: Date }[]>`
    SELECT expire::timestamptz(0) FROM platform.session
    WHERE sess #>> '{passport,user}' = ${physicianId} AND expire > ${clock.now()} ORDER BY expire`;
  return rows.map(({ expire }) => expire);
}

/**
 * Ends an account's sessions, in PostgreSQL and, where it is configured, in Redis.
 * @param spared the id of one that goes on; null: all of them end.
 */
export async function endSessions(
  { config, db }: Pick<Services, 'config' | 'db'>,
  physicianId: PhysicianId,
  spared: string | null,
): Promise<void> {
  await db.service.$executeRaw`
    DELETE FROM platform.session
    WHERE sess #>> '{passport,user}' = ${physicianId} AND sid IS DISTINCT FROM ${spared}`;
  if (!config.redisUrl) return;
  const kept = spared === null ? null : `${redisSessionPrefix}${spared}`;
  await visitInRedis(config.redisUrl, physicianId, async (client, key) => {
    if (key !== kept) await client.del(key);
  });
}

const connect = (url: string) =>
  createClient({ url, socket: { connectTimeout: 5000, reconnectStrategy: false } });

/** Visits each session of an account by its key. */
async function visitInRedis(
  url: string,
  physicianId: PhysicianId,
  visit: (client: ReturnType<typeof connect>, key: string) => Promise<void>,
): Promise<void> {
  const client = connect(url);
  // Without a listener an error of the connection would end the process; what is under way rejects anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    for await (const keys of client.scanIterator({ MATCH: `${redisSessionPrefix}*`, COUNT: 500 })) {
      for (const key of keys) {
        const text = await client.get(key);
        if (text !== null && userOf(text) === physicianId) await visit(client, key);
      }
    }
  } finally {
    client.destroy();
  }
}

const stored = z.object({ passport: z.object({ user: z.string() }) });

function userOf(text: string): string | null {
  try {
    return stored.parse(JSON.parse(text)).passport.user;
  } catch {
    return null;
  }
}
