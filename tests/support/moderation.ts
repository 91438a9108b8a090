import { graphql } from 'graphql';
import type { Actor } from '../../api/access/actor.ts';
import { type ModeratorGrant, requireModerator } from '../../api/access/grants.ts';
import { flagPost } from '../../api/flags/flag-post.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { withOwnClaims } from '../../api/moderation/conflict.ts';
import { countCases, findCase, listCases } from '../../api/moderation/data.ts';
import type { CaseList, ModerationCase } from '../../api/moderation/types.ts';
import type { AnswerId, ConsultationId } from '../../api/platform/ids.ts';
import { type Colleague, colleague } from './forum.ts';
import { requestContext, type World } from './world.ts';

/** A physician with her second hat. */
export interface Moderator extends Colleague {
  hat: ModeratorGrant;
}

export async function moderator(world: World, name?: string): Promise<Moderator> {
  const physician = await colleague(world, { ...(name ? { name } : {}), moderator: true });
  return { ...physician, hat: requireModerator(physician.actor) };
}

export type Post = { consultationId: ConsultationId } | { answerId: AnswerId };

export function flag(
  world: World,
  { grant }: Colleague,
  post: Post,
  { reason = 'MISLEADING' as const, note = '' } = {},
): Promise<{ received: true }> {
  return flagPost(world.services, grant, { ...post, reason, note });
}

/** Everything in one of her lists, read in pages of two. */
export async function casesOf(world: World, { hat }: Moderator, list: CaseList): Promise<ModerationCase[]> {
  const { db, clock } = world.services;
  const checked = await withOwnClaims(world.services, hat);
  const cases: ModerationCase[] = [];
  let after: [string, string] | null = null;
  for (;;) {
    const page = await listCases(db.service, checked, list, { first: 2, after }, clock.now());
    cases.push(...page.edges.map(({ node }) => node));
    const last = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || last === null) return cases;
    after = JSON.parse(Buffer.from(last, 'base64url').toString('utf8'));
  }
}

export async function countsOf(world: World, { hat }: Moderator): Promise<{ open: number; mine: number }> {
  const { db, clock } = world.services;
  return countCases(db.service, await withOwnClaims(world.services, hat), clock.now());
}

export async function caseAs(world: World, { hat }: Moderator, id: string): Promise<ModerationCase | null> {
  const { db, clock } = world.services;
  return findCase(db.service, await withOwnClaims(world.services, hat), id, clock.now());
}

/** The case of a post in the list of open ones, or a failure. */
export async function openCaseFor(world: World, by: Moderator, post: Post): Promise<ModerationCase> {
  const id = 'answerId' in post ? post.answerId : post.consultationId;
  const found = (await casesOf(world, by, 'OPEN')).filter((each) => each.post.id === id);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} open cases`);
  return only;
}

/** Everything that the moderation endpoint tells of a case. */
export const caseParts = `id state openedAt taken takenByMe
  flags { id reason note flaggedAt }
  decisions { id action rule statement decidedAt byMe titleBefore titleAfter textBefore textAfter }
  post { id kind consultationId title question body visibility locked editedByModeration postedAt editedAt
    possibleActions revisions { title body by replacedAt }
    byline { __typename
      ... on AliasByline { number isAsker specialty { code } }
      ... on ErasedByline { isAsker }
      ... on PhysicianByline { isAsker physician { id name specialty { code } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests reach into answers whose shape their document gives.
type Loose = any;

/** Runs a document against the moderation schema as somebody, or as nobody. */
export async function executeModeration(
  world: World,
  actor: Actor | null,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<{ data: Loose; errors: readonly Loose[] }> {
  const result = await graphql({
    schema: schemas.moderation,
    source,
    variableValues,
    contextValue: requestContext(world, actor),
  });
  const { data, errors = [] } = result;
  return {
    data: JSON.parse(JSON.stringify(data ?? null)),
    errors: errors.map((error) => ({ message: error.message, extensions: error.extensions })),
  };
}
