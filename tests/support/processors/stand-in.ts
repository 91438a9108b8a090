import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request as it came over the wire, whatever became of it. */
export interface Received {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Reply {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** How it is to behave until told otherwise. */
export type Mood =
  | { kind: 'well' }
  /** Answers well, but only after a while. */
  | { kind: 'slow'; ms: number }
  /** Takes everything in and never answers. */
  | { kind: 'hanging' }
  /** Hangs up without an answer; what came before that it has. */
  | { kind: 'rude' }
  /** Answers this and keeps nothing. */
  | { kind: 'failing'; reply: Reply }
  /** Keeps what came and answers this all the same. */
  | { kind: 'confused'; reply: Reply };

/** A processor on this machine. It records every byte that reaches it. */
export abstract class StandIn {
  readonly received: Received[] = [];
  mood: Mood = { kind: 'well' };
  readonly #server: Server;

  protected constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** What it does with a request when it is well. */
  protected abstract answer(request: Received): Reply;

  protected listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** All that has reached it, as one text: as it came, and with every base64 and percent-encoding taken off. */
  get bytes(): string {
    return this.received
      .map(({ method, url, headers, body }) => {
        const text = body.toString('latin1');
        const form = [...new URLSearchParams(text).values()].map((value) =>
          Buffer.from(value, 'base64').toString('utf8'),
        );
        return [
          method,
          url,
          decodeURIComponent(url),
          JSON.stringify(headers),
          text,
          body.toString('utf8'),
          ...form,
        ].join('\n');
      })
      .join('\n');
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received: Received = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: Buffer.concat(chunks),
    };
    this.received.push(received);
    const { mood } = this;
    if (mood.kind === 'hanging') return;
    if (mood.kind === 'slow') await sleep(mood.ms);
    const well = mood.kind === 'failing' ? mood.reply : this.answer(received);
    if (mood.kind === 'rude') {
      response.destroy();
      return;
    }
    const { status, body, headers = {} } = mood.kind === 'confused' ? mood.reply : well;
    response.writeHead(status, headers).end(body);
  }
}
