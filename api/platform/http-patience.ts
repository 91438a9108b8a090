import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { type LeastPace, watchPace } from './trickle.ts';

/** Until the headers of a request are there, in ms. */
const headersMs = 15_000;
/** The longest that any request may take to arrive; what it is decides much earlier. */
const requestMs = 25 * 60_000;
/** Connections of this process, and of one address that is no proxy of ours: a hospital's browsers keep six each. */
const mostConnections = 4000;
const mostOfPeer = 500;

/** Of what is sent as JSON: 200 kB over a poor mobile line with pauses. */
const bodyPace: LeastPace = {
  silenceMs: 20_000,
  stretchMs: 90_000,
  stretchBytes: 1,
  totalMs: 90_000,
};
/** Of a reader, counted in pieces of up to a megabyte: nothing smaller is known of what the system still holds. */
const readerPace: LeastPace = {
  silenceMs: 5 * 60_000,
  stretchMs: 5 * 60_000,
  stretchBytes: 1,
  totalMs: 2 * 3_600_000,
};

export interface Patience {
  readonly headersMs: number;
  readonly body: LeastPace;
  readonly reader: LeastPace;
  readonly connectionsOfPeer: number;
}

export const usualPatience: Patience = {
  headersMs,
  body: bodyPace,
  reader: readerPace,
  connectionsOfPeer: mostOfPeer,
};

/** Bounds what strangers can hold open before there is a request. @param behindProxy through which all connections come. */
export function boundConnections(
  server: Server,
  { headersMs, connectionsOfPeer }: Patience,
  behindProxy: boolean,
): void {
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
  server.maxConnections = mostConnections;
  if (behindProxy) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const peer = socket.remoteAddress;
    if (!peer) return;
    const count = (open.get(peer) ?? 0) + 1;
    if (count > connectionsOfPeer) return void socket.destroy();
    open.set(peer, count);
    socket.once('close', () => {
      const left = (open.get(peer) ?? 1) - 1;
      if (left > 0) open.set(peer, left);
      else open.delete(peer);
    });
  });
}

/**
 * Closes the connection of who sends a body, or reads an answer, a few bytes at a time.
 * @param isUpload of requests whose bodies are watched where they are received.
 */
export function requirePace(
  { body, reader }: Patience,
  isUpload: (request: Request) => boolean,
): RequestHandler {
  return (request, response, next) => {
    if (!isUpload(request)) {
      if (hasBody(request)) watchBody(request, body);
      watchReader(request.socket, response, reader);
    }
    next();
  };
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Without an answer: whoever reads the body may be about to give one. */
function watchBody(request: Request, pace: LeastPace): void {
  const { socket } = request;
  const stop = watchPace(
    () => socket.bytesRead,
    pace,
    () => {
      if (!request.complete) socket.destroy();
    },
  );
  request.once('end', stop);
  request.once('close', stop);
}

function watchReader(socket: Socket, response: Response, pace: LeastPace): void {
  // What of it the system has taken: what waits in this process is written too, to Node.
  const taken = () => socket.bytesWritten - socket.writableLength;
  response.once(
    'close',
    watchPace(taken, pace, () => socket.destroy()),
  );
}
