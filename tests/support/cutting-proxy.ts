import { randomInt } from 'node:crypto';
import net from 'node:net';

/**
 * A bad line: passes bytes on to a port of this machine and cuts most connections after a random number of bytes, on the
 * way there or on the way back. A cut on the way back is an answer that is lost although the act was done.
 */
export interface CuttingProxy {
  url: string;
  /** How many connections it has cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** @param spared of 100 connections, at first. @param most bytes, after which the cut of the others comes at the latest. */
export async function startCuttingProxy(
  target: () => number,
  { spared, most }: { spared: number; most: number },
): Promise<CuttingProxy> {
  let cuts = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(target(), '127.0.0.1');
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once('close', () => {
        open.delete(socket);
        end();
      });
      socket.on('error', end);
    }
    // A spared one is cut in the end as well: else it would be used again and again, and no other.
    const bytes = randomInt(100) < spared ? [4 * most, 16 * most] : [0, most];
    const onTheWay = randomInt(2) === 0;
    const allowance = randomInt(bytes[0] ?? 0, bytes[1] ?? most);
    pass(client, upstream, onTheWay ? allowance : Number.POSITIVE_INFINITY, end);
    pass(upstream, client, onTheWay ? Number.POSITIVE_INFINITY : allowance, end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get cuts() {
      return cuts;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function pass(from: net.Socket, to: net.Socket, allowance: number, end: () => void): void {
    let left = allowance;
    from.on('data', (chunk) => {
      if (chunk.length < left) {
        left -= chunk.length;
        to.write(chunk);
        return;
      }
      cuts += 1;
      // What came before the cut still arrives.
      to.write(chunk.subarray(0, left), end);
    });
  }
}
