import { createClient } from 'redis';
import { PlainError } from './plain-error.ts';

export type RedisClient = ReturnType<typeof createClient>;

export interface Redis {
  client: RedisClient;
  close(): Promise<void>;
}

/**
 * Connects to the configured Redis. While it is away every request fails at once: one that waited for it would hold up
 * the service's end too.
 * @throws PlainError when it does not answer at the start.
 */
export async function openRedis(url: string): Promise<Redis> {
  let reached = false;
  const client: RedisClient = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 5000,
      // Left alone, the first connection would be tried for ever and in silence.
      reconnectStrategy: (tries) => reached && Math.min(tries * 100, 2000),
    },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new PlainError(`The Redis that REDIS_URL names does not answer or refuses the login${code}.`);
  }
  reached = true;
  return {
    client,
    async close() {
      if (client.isReady) await client.close();
      else client.destroy();
    },
  };
}
