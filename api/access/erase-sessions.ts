import { createClient } from 'redis';
import { z } from 'zod';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { redisSessionPrefix } from './sessions.ts';

/** Ends every session of hers, in PostgreSQL and, where it is configured, in Redis. */
export async function eraseSessions(services: Services, physicianId: PhysicianId): Promise<void> {
  await services.db.service.$executeRaw`
    DELETE FROM platform.session WHERE sess -> 'passport' ->> 'user' = ${physicianId}`;
  if (services.config.redisUrl) await eraseFromRedis(services.config.redisUrl, physicianId);
}

const stored = z.object({ passport: z.object({ user: z.string() }) });

async function eraseFromRedis(url: string, physicianId: PhysicianId): Promise<void> {
  const client = createClient({ url, socket: { connectTimeout: 5000, reconnectStrategy: false } });
  // Without a listener an error of the connection would end the process; what is under way rejects anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    for await (const keys of client.scanIterator({ MATCH: `${redisSessionPrefix}*`, COUNT: 500 })) {
      for (const key of keys) {
        const text = await client.get(key);
        if (text !== null && userOf(text) === physicianId) await client.del(key);
      }
    }
  } finally {
    client.destroy();
  }
}

function userOf(text: string): string | null {
  try {
    return stored.parse(JSON.parse(text)).passport.user;
  } catch {
    return null;
  }
}
