import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  boundConnections,
  type Patience,
  requirePace,
  usualPatience,
} from '../../api/platform/http-patience.ts';

/** Connections that are held open with next to nothing. The times of the service, a hundred times shorter. */

const patience: Patience = {
  headersMs: 300,
  body: { silenceMs: 300, stretchMs: 900, stretchBytes: 1, totalMs: 900 },
  reader: { silenceMs: 1000, stretchMs: 1000, stretchBytes: 1, totalMs: 10_000 },
  connectionsOfPeer: 20,
};

let server: Server;
let port: number;
const sockets = new Set<Socket>();

beforeAll(async () => {
  const app = express();
  app.use(requirePace(patience, ({ path }) => path === '/upload'));
  app.post('/json', express.json(), (request, response) => void response.json(request.body));
  app.post('/unread', (_request, response) => void response.json({ refused: true }));
  app.get('/large', (_request, response) => {
    const pieces = Array.from({ length: 50 }, () => Buffer.alloc(1_000_000));
    Readable.from(pieces).pipe(response);
  });
  server = createServer({ connectionsCheckingInterval: 50 }, app);
  boundConnections(server, patience, false);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

function open(): { socket: Socket; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  sockets.add(socket);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  return { socket, closed };
}

/** Sends one byte more now and then, until the connection is closed. */
function trickle(socket: Socket, everyMs: number): void {
  const timer = setInterval(() => socket.write('a'), everyMs);
  socket.once('close', () => clearInterval(timer));
}

describe('closed is a connection', () => {
  it('whose headers never end', async () => {
    const { socket, closed } = open();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    trickle(socket, 50);
    expect(await closed).toMatch(/^(HTTP\/1.1 408|$)/);
  });

  it.each(['/json', '/unread', '/nowhere'])('whose body trickles, sent to %s', async (path) => {
    const { socket, closed } = open();
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n`,
    );
    trickle(socket, 50);
    await closed;
  });

  it('that asks for much and does not read', async () => {
    const { socket, closed } = open();
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const [count] = await Promise.all([
      new Promise<number>((resolve) => server.getConnections((_error, open) => resolve(open))),
    ]);
    expect(count).toBe(0);
    socket.resume();
    expect((await closed).length).toBeLessThan(50_000_000);
  });

  it('that is one too many of an address', async () => {
    const many = Array.from({ length: patience.connectionsOfPeer }, open);
    await Promise.all(
      many.map(({ socket }) => new Promise<void>((resolve) => socket.once('connect', resolve))),
    );
    expect(await open().closed).toBe('');
    for (const { socket } of many) socket.destroy();
    await Promise.all(many.map(({ closed }) => closed));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await fetch(`http://127.0.0.1:${port}/large`, { method: 'HEAD' })).status).toBe(200);
  });
});

it('what is read steadily comes whole, and the times of the service are those of people', async () => {
  expect((await (await fetch(`http://127.0.0.1:${port}/large`)).arrayBuffer()).byteLength).toBe(50_000_000);
  expect(usualPatience.headersMs).toBeGreaterThanOrEqual(10_000);
  expect(usualPatience.body.totalMs).toBeGreaterThanOrEqual(60_000);
});
