import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** open: lets through. busy: answers 503. cut: breaks the connection. silent: takes the request and never answers. */
export type GateMode = 'open' | 'busy' | 'cut' | 'silent';

/** A door before an HTTP server through which a client reaches it, or does not. */
export interface HttpGate {
  url: string;
  mode: GateMode;
  /** What has come. */
  requests: IncomingMessage[];
  close(): Promise<void>;
}

export async function openGate(target: string): Promise<HttpGate> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    gate.requests.push(incoming);
    if (gate.mode === 'cut') incoming.socket.destroy();
    else if (gate.mode === 'busy')
      outgoing.writeHead(503, { 'content-type': 'application/xml' }).end(slowDown);
    else if (gate.mode === 'open') passOn(incoming, outgoing);
  });
  function passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url, headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  const gate: HttpGate = {
    url: `http://127.0.0.1:${address.port}`,
    mode: 'open',
    requests: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return gate;
}

const slowDown =
  '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Reduce your rate.</Message></Error>';
