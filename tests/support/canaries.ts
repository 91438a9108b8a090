import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hashPassword } from '../../api/accounts/passwords.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import { Client } from './graphql.ts';
import type { TestServer } from './server.ts';

/** Something of one person's that can be found again wherever it has been carried. */
export type SecretKind =
  | 'id'
  | 'name'
  | 'email'
  | 'licence number'
  | 'password'
  | 'password hash'
  | 'session id'
  | 'user agent'
  | 'address'
  | 'pseudonym'
  | 'text';

export interface Canary {
  /** Whose, in the words of the test. */
  person: string;
  kind: SecretKind;
}

/** So many random letters: digits could look like a personal number. */
export const randomLetters = (count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('');

/** A member whose every secret sings, and her signed-in browser. */
export interface Person {
  /** What the test calls her. */
  called: string;
  id: PhysicianId;
  name: string;
  client: Client;
}

/** Finds canaries in text: as they are, in hex, in base64 (also inside of longer data), and an id's sixteen bytes. */
export class Aviary {
  readonly #needles = new Map<string, Canary>();

  add(canary: Canary, secret: string): void {
    if (secret.length < 8)
      throw new Error(`a ${canary.kind} of ${secret.length} characters could be anywhere`);
    this.#needles.set(secret, canary);
    const uuid = secret.replaceAll('-', '');
    if (/^[0-9a-f]{32}$/.test(uuid)) {
      this.#needles.set(uuid, canary);
      this.#needles.set(Buffer.from(uuid, 'hex').toString('latin1'), canary);
    }
  }

  get size(): number {
    return this.#needles.size;
  }

  /** Every canary in the text, each once. */
  search(text: string): Canary[] {
    const found = new Set<Canary>();
    for (const layer of unwrap(text)) {
      for (const [needle, canary] of this.#needles) if (layer.includes(needle)) found.add(canary);
    }
    return [...found];
  }
}

/** The text as it is, percent-decoded, and what its tokens hold that may be hex or base64. */
function* unwrap(text: string): Generator<string> {
  yield text;
  if (text.includes('\\u'))
    yield text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  if (text.includes('%')) yield text.replace(/(%[0-9a-f]{2})+/gi, decodePercent);
  for (const [token] of text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)) {
    yield* decodeBoth(Buffer.from(token, 'base64'));
    const [hex] = token.match(/(?:[0-9a-fA-F]{2}){16,}/) ?? [];
    if (hex) yield* decodeBoth(Buffer.from(hex, 'hex'));
  }
}

function* decodeBoth(bytes: Buffer): Generator<string> {
  yield bytes.toString('utf8');
  yield bytes.toString('latin1');
}

function decodePercent(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** A password that holds nothing of whoever bears the mark: one that does is refused as easily guessed. */
export const passwordOfMark = (mark: string): string =>
  `lösenord ${createHash('sha256').update(mark).digest('base64url')}`;

/**
 * Gives an account that exists a name, address and licence that nobody else has, and a browser whose user agent and
 * network address are its own; signs in. All of it is put into the aviary.
 */
export async function hatch(
  server: TestServer,
  aviary: Aviary,
  id: PhysicianId,
  called: string,
): Promise<Person> {
  const mark = `${called}-${randomLetters(10)}`;
  const password = passwordOfMark(mark);
  const account = {
    name: `Kanarie ${mark}`,
    email: `${mark.toLowerCase()}@canary.test`,
    licenceNumber: `LEG-${mark}`,
    passwordHash: await hashPassword(password),
  };
  await server.services.db.service.account.update({ where: { id }, data: account, select: { id: true } });

  const userAgent = `Canary/${mark}`;
  // Of the block that RFC 3849 keeps for documentation.
  const address = `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;
  const client = new Client(server.url, { 'user-agent': userAgent, 'x-forwarded-for': address });
  const { status, text } = await client.signIn(account.email, password);
  if (status !== 200) throw new Error(`sign-in was refused: ${status} ${text}`);

  const secrets: [SecretKind, string][] = [
    ['id', id],
    ['name', account.name],
    ['email', account.email],
    ['licence number', account.licenceNumber],
    ['password', password],
    ['password hash', account.passwordHash],
    ['session id', sessionIdOf(client)],
    ['user agent', userAgent],
    ['address', address],
  ];
  for (const [kind, secret] of secrets) aviary.add({ person: called, kind }, secret);
  return { called, id, name: account.name, client };
}

/** express-session signs its cookie: s:<id>.<signature>. */
export function sessionIdOf({ cookie }: Client): string {
  const [, id] = decodeURIComponent(cookie).match(/=s:([^.]+)\./) ?? [];
  if (!id) throw new Error('there is no session');
  return id;
}
