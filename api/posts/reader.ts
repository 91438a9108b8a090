import { Prisma } from '../../prisma/client/client.ts';
import { type PhysicianGrant, requirePhysician } from '../access/grants.ts';
import { memoized, type RequestContext, signedIn } from '../graphql/context.ts';
import { type Claim, listOwnClaims } from '../identity/own-claims.ts';
import type { Tx } from '../platform/database/database.ts';
import { uuidArray } from '../platform/database/uuid-array.ts';
import type { AliasId, ConsultationId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/**
 * A physician and what she has written anonymously: made on her own behalf only, and gone with the request.
 *
 * What is hers is decided here in memory, from her claims. No statement that reads the forum carries her id and her
 * aliases together: the database may log the parameters of a slow statement.
 */
export interface Reader {
  readonly physicianId: PhysicianId;
  /** Her aliases, each with its consultation. One that never came to be may be among them. */
  readonly aliases: ReadonlyMap<string, ConsultationId>;
}

/** Whose a post is: exactly one of the two. */
export interface Owner {
  readonly authorId: string | null;
  readonly aliasId: string | null;
}

/** Whether the reader wrote the post, under her name or anonymously. */
export function isOwn(reader: Reader, { authorId, aliasId }: Owner): boolean {
  if (authorId !== null) return authorId === reader.physicianId;
  return aliasId !== null && reader.aliases.has(aliasId);
}

/** Her aliases in one consultation. */
export function ownAliasesIn(reader: Reader, consultation: ConsultationId): AliasId[] {
  return [...reader.aliases].flatMap(([alias, within]) =>
    within === consultation ? [alias as AliasId] : [],
  );
}

/** All her aliases for a statement, as one value: two thousand would take longer to hand over than to look up. */
export const aliasArray = (reader: Reader): Prisma.Sql => Prisma.sql`${listed(reader.aliases)}::uuid[]`;

/** One statement, whatever the number of her claims. */
export async function readAs(
  db: Tx,
  { keyring }: Pick<Services, 'keyring'>,
  { physicianId }: PhysicianGrant,
): Promise<Reader> {
  return { physicianId, aliases: aliasesOf(await listOwnClaims(db, keyring, physicianId)) };
}

/** Made anew only where the claims have changed. */
const aliasesOf = once((claims: readonly Claim[]): Reader['aliases'] => {
  return new Map(claims.map(({ alias, consultation }) => [alias, consultation]));
});

const listed = once((aliases: Reader['aliases']) => uuidArray(aliases.keys()));

/** The same result for the same object, for as long as that is there. */
function once<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, { result: To }>();
  return (from) => {
    const known = made.get(from) ?? { result: make(from) };
    made.set(from, known);
    return known.result;
  };
}

const readerKey = Symbol('reader');

/**
 * The reader behind a request; her claims are loaded once.
 * @throws GraphQLError UNAUTHENTICATED
 * @throws Refusal ACCOUNT_NOT_VERIFIED
 */
export async function readerOf(context: RequestContext): Promise<Reader> {
  const grant = requirePhysician(signedIn(context));
  const { services } = context;
  return memoized(context, readerKey, () => readAs(services.db.service, services, grant));
}

/** After a command: it may have written a claim. */
export function readAnew(context: RequestContext): Promise<Reader> {
  context.memo.delete(readerKey);
  return readerOf(context);
}
