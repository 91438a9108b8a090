import { randomUUID } from 'node:crypto';
import type { SubGraph } from '../../api/graphql/builder.ts';

export const endpointPaths: Record<SubGraph, string> = {
  physician: '/graphql',
  moderation: '/graphql/moderation',
  operations: '/graphql/operations',
};

/** What came back, whole: a test of what leaks looks at every part of it. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

export interface GraphqlReply extends Reply {
  data: Record<string, unknown> | null;
  errors: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

/** A browser without pages: keeps its cookie, speaks to one service. */
export class Client {
  readonly #origin: string;
  readonly #headers: Record<string, string>;
  #cookies = new Map<string, string>();

  /** @param headers sent with every request, such as a user agent. */
  constructor(origin: string, headers: Record<string, string> = {}) {
    this.#origin = origin;
    this.#headers = headers;
  }

  /** The same browser with the same cookies, sent to another process of the service. */
  at(origin: string): Client {
    const other = new Client(origin, this.#headers);
    other.#cookies = this.#cookies;
    return other;
  }

  /** The session's cookie as it is sent; empty when nobody is signed in. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async request(path: string, init: RequestInit = {}): Promise<Reply> {
    const headers = new Headers({ ...this.#headers, ...Object.fromEntries(new Headers(init.headers)) });
    if (this.cookie) headers.set('cookie', this.cookie);
    const response = await fetch(new URL(path, this.#origin), { ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  postJson(path: string, body: unknown): Promise<Reply> {
    return this.request(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        'x-requested-with': 'konsilium',
      },
      body: JSON.stringify(body),
    });
  }

  signIn(email: string, password: string): Promise<Reply> {
    return this.postJson('/auth/sign-in', { email, password });
  }

  signOut(): Promise<Reply> {
    return this.postJson('/auth/sign-out', {});
  }

  async graphql(
    endpoint: SubGraph,
    query: string,
    variables: Record<string, unknown> = {},
    extensions: Record<string, unknown> = { once: randomUUID() },
  ): Promise<GraphqlReply> {
    const reply = await this.postJson(endpointPaths[endpoint], { query, variables, extensions });
    const body: Pick<GraphqlReply, 'data'> & { errors?: GraphqlReply['errors'] } = JSON.parse(reply.text);
    return { ...reply, data: body.data ?? null, errors: body.errors ?? [] };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const expired = attributes.some((attribute) => /^\s*expires=Thu, 01 Jan 1970/i.test(attribute));
    if (expired) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
