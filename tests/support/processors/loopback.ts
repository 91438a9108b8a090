import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that reached a stand-in, to the byte. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  at: number;
}

/** What the stand-in does with the next requests: answer as documented, or one of the ways in which processors fail. */
export type Mood = 'documented' | 'slow' | 'too many' | 'broken' | 'nonsense' | 'silent' | 'refusing';

export interface Loopback {
  url: string;
  requests: ReceivedRequest[];
  mood: Mood;
  /** Everything that came in, headers included: what is searched for canaries. */
  everything(): string;
  close(): Promise<void>;
}

/** A processor on this machine's loopback that records what it is sent. */
export async function openLoopback(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<Loopback> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request: ReceivedRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks),
      at: Date.now(),
    };
    requests.push(request);
    switch (loopback.mood) {
      case 'documented':
        return answer(request, response);
      case 'slow':
        return void setTimeout(() => answer(request, response), 1500);
      case 'too many':
        return void response.writeHead(429, { 'retry-after': '60' }).end('slow down');
      case 'broken':
        return void response.writeHead(500).end('out of order');
      case 'nonsense':
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>welcome</html>');
      case 'refusing':
        return void response.writeHead(400).end('no');
      case 'silent':
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const loopback: Loopback = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    mood: 'documented',
    everything: () =>
      requests
        .map(({ method, path, headers, body }) => {
          const texts = [body.toString('latin1'), body.toString('utf8')];
          return [method, path, JSON.stringify(headers), ...texts].join('\n');
        })
        .join('\n'),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return loopback;
}
