import { createClient } from 'redis';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

const prefix = 'konsilium:session:';

/** When each of an account's sessions ends, soonest first. Reads the store that the settings name. */
export async function listSessions(
  { config, db, clock }: Services,
  physicianId: PhysicianId,
): Promise<Date[]> {
  if (config.redisUrl) return listInRedis(config.redisUrl, physicianId, clock.now());
  const rows = await db.service.$queryRaw<{ expire: Date }[]>`
    SELECT expire::timestamptz(0) FROM platform.session
    WHERE sess #>> '{passport,user}' = ${physicianId} AND expire > ${clock.now()} ORDER BY expire`;
  return rows.map(({ expire }) => expire);
}

async function listInRedis(url: string, physicianId: PhysicianId, now: Date): Promise<Date[]> {
  const client = createClient({ url, socket: { connectTimeout: 5000, reconnectStrategy: false } });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const ends: Date[] = [];
    for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 500 })) {
      for (const key of keys) {
        const [session, left] = await Promise.all([client.get(key), client.pTTL(key)]);
        if (session && left > 0 && userOf(session) === physicianId) ends.push(new Date(now.getTime() + left));
      }
    }
    return ends.sort((one, other) => one.getTime() - other.getTime());
  } finally {
    await client.close();
  }
}

function userOf(session: string): unknown {
  const parsed: { passport?: { user?: unknown } } = JSON.parse(session);
  return parsed.passport?.user;
}
