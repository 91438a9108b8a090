import { graphql } from 'graphql';
import type { Actor } from '../../api/access/actor.ts';
import { type PhysicianGrant, requirePhysician } from '../../api/access/grants.ts';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import type { AnswerId, ConsultationId } from '../../api/platform/ids.ts';
import { editPost } from './edits.ts';
import { asModerator, createAccount, type NewAccount, requestContext, type World } from './world.ts';

/** A physician as both sides see her: the actor of a request and the grant of a command. */
export interface Colleague {
  actor: Actor;
  grant: PhysicianGrant;
}

export async function colleague(world: World, account: NewAccount = {}): Promise<Colleague> {
  const actor = await createAccount(world, account);
  return { actor, grant: requirePhysician(actor) };
}

export const question = {
  title: 'Oklar anemi hos äldre kvinna',
  body: 'Hb har sjunkit till 92 på tre månader. Hur går ni vidare efter normal gastroskopi?',
  kind: 'CLINICAL_CASE' as const,
  specialty: 'internmedicin',
  tags: ['anemi'],
};

type Question = Partial<Parameters<typeof postConsultation>[2]>;

export function ask(
  world: World,
  { grant }: Pick<Colleague, 'grant'>,
  anonymous: boolean,
  input: Question = {},
): Promise<ConsultationId> {
  return postConsultation(world.services, grant, { ...question, holdBack: 'AT_ONCE', ...input, anonymous });
}

let answersWritten = 0;

/** A text of its own each time: the same one under two faces of a physician is refused. */
function someAnswer(): string {
  answersWritten += 1;
  return `Kontrollera ferritin och transferrinmättnad först. Steg ${answersWritten}.`;
}

export async function answer(
  world: World,
  { grant }: Colleague,
  consultationId: ConsultationId,
  anonymous: boolean,
  body = someAnswer(),
  quotedAnswerId: AnswerId | null = null,
): Promise<AnswerId> {
  const { id } = await postAnswer(world.services, grant, {
    consultationId,
    body,
    quotedAnswerId,
    anonymous,
    holdBack: 'AT_ONCE',
  });
  return id;
}

type Post = { consultationId: ConsultationId } | { answerId: AnswerId };

/** What a fresh moderator does to a post, as the moderation endpoint would. */
export async function moderate(
  world: World,
  post: Post,
  act: 'HIDE' | 'UNHIDE' | 'DELETE' | 'LOCK' | { edit: string },
): Promise<void> {
  const moderator = await asModerator(world);
  const { id: caseId } = await openCase(world.services, moderator, post);
  const reasons = { caseId, rule: 'PATIENT_PRIVACY' as const, statement: 'Patienten kan kännas igen.' };
  if (typeof act === 'object') await editPost(world.services, moderator, { ...reasons, body: act.edit });
  else await decideCase(world.services, moderator, act, reasons);
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach into answers whose shape their document gives.
type Loose = any;

/** Runs a document against the physicians' schema as somebody, or as nobody. */
export async function execute(
  world: World,
  actor: Actor | null,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<{ data: Loose; errors: readonly Loose[] }> {
  const result = await graphql({
    schema: schemas.physician,
    source,
    variableValues,
    contextValue: requestContext(world, actor),
  });
  // As JSON, so that nothing but what is sent is looked at.
  return JSON.parse(JSON.stringify({ data: result.data, errors: result.errors ?? [] })) as {
    data: Loose;
    errors: readonly Loose[];
  };
}

export const bylineParts = `byline {
  __typename
  ... on AliasByline { number isAsker specialty { code } }
  ... on ErasedByline { isAsker }
  ... on PhysicianByline { isAsker physician { id name specialty { code } } }
}`;

const answerParts = `id consultationId body ${bylineParts} isMine visibility editedByModeration helpfulCount
  markedHelpful postedAt editedAt held { within couldNotBePublished } quoted { id excerpt visibility ${bylineParts} }
  decisions { id action rule statement decidedAt textBefore textAfter }`;

export const consultationParts = `id kind specialty { code } tags title body excerpt ${bylineParts} isMine visibility
  held { within couldNotBePublished } locked editedByModeration solved solvedByAnswerId answerCount postedAt lastActivityAt editedAt
  decisions { id action rule statement decidedAt textBefore textAfter }`;

/** Everything that a thread page may ask for. */
export const threadDocument = `query Thread($id: ID!, $first: Int, $after: String) {
  consultation(id: $id) {
    ${consultationParts}
    myFaces { named anonymous }
    answers(first: $first, after: $after) {
      edges { cursor node { ${answerParts} } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

/** Everything that a list may ask for. */
export const feedDocument = `query Feed($list: ConsultationList, $specialty: ID, $first: Int, $after: String) {
  consultations(list: $list, specialty: $specialty, first: $first, after: $after) {
    edges { cursor node { ${consultationParts} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

/** A consultation as somebody sees it, with its answers as a plain list; null where there is none for her. */
export async function readThread(world: World, { actor }: Colleague, id: ConsultationId): Promise<Loose> {
  const { data, errors } = await execute(world, actor, threadDocument, { id, first: 100 });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { consultation } = data;
  if (!consultation) return null;
  return { ...consultation, answers: consultation.answers.edges.map((edge: Loose) => edge.node) };
}

/** One page of a list. */
export async function readList(
  world: World,
  { actor }: Colleague,
  list: string,
  page: { specialty?: string; first?: number; after?: string | null } = {},
): Promise<{ ids: string[]; nodes: Loose[]; pageInfo: Loose }> {
  const { data, errors } = await execute(world, actor, feedDocument, { list, ...page });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const nodes = data.consultations.edges.map((edge: Loose) => edge.node);
  return { ids: nodes.map((node: Loose) => node.id), nodes, pageInfo: data.consultations.pageInfo };
}
