import { appealDecision } from '../../api/appeals/appeal-decision.ts';
import {
  countAppeals,
  findModeratedAppeal,
  listModeratedAppeals,
} from '../../api/appeals/moderated-appeals.ts';
import { listOwnAppeals } from '../../api/appeals/own-appeals.ts';
import { ruleOnAppeal } from '../../api/appeals/rule-on-appeal.ts';
import type { AppealList, ModeratedAppeal, OwnAppeal } from '../../api/appeals/types.ts';
import { withOwnClaims } from '../../api/moderation/conflict.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { readAs } from '../../api/posts/reader.ts';
import { editPost } from './edits.ts';
import type { Colleague } from './forum.ts';
import type { Moderator, Post } from './moderation.ts';
import type { World } from './world.ts';

export const objection = 'Jag anser att beslutet är fel: inget i texten pekar ut patienten.';
export const verdict = 'Jag har läst inlägget och överklagandet på nytt.';
export const reasons = { rule: 'RESPECT' as const, statement: 'Tonen mot kollegan är inte godtagbar.' };

export type Burden =
  | 'HIDE'
  | 'DELETE'
  | 'LOCK'
  | 'WARN'
  | { edit: string; title?: string }
  | { suspend: number };

/** A moderator's act on a post. @returns the decision's id. */
export async function burden(world: World, by: Moderator, post: Post, act: Burden): Promise<string> {
  const { services } = world;
  const { id: caseId } = await openCase(services, by.hat, post);
  const input = { caseId, ...reasons };
  if (typeof act === 'string') await decideCase(services, by.hat, act, input);
  else if ('edit' in act) await editPost(services, by.hat, { ...input, title: act.title, body: act.edit });
  else await suspendAuthor(services, by.hat, { ...input, days: act.suspend });
  const { id } = await services.db.service.decision.findFirstOrThrow({
    where: { caseId },
    orderBy: { number: 'desc' },
    select: { id: true },
  });
  return id;
}

/** @returns the appeal's id. */
export async function appeal(
  world: World,
  { grant }: Colleague,
  decisionId: string,
  text = objection,
): Promise<string> {
  await appealDecision(world.services, grant, { decisionId, text });
  const { id } = await world.services.db.service.appeal.findUniqueOrThrow({
    where: { decisionId },
    select: { id: true },
  });
  return id;
}

export function ruleOn(
  world: World,
  by: Moderator,
  id: string,
  outcome: 'UPHELD' | 'OVERTURNED',
): Promise<ModeratedAppeal> {
  return ruleOnAppeal(world.services, by.hat, { id, outcome, statement: verdict });
}

export async function ownAppeals(world: World, { grant }: Colleague): Promise<OwnAppeal[]> {
  const { db } = world.services;
  return listOwnAppeals(db.service, await readAs(db.service, world.services, grant));
}

/** One of her lists, read in pages of two. */
export async function appealsOf(
  world: World,
  { hat }: Moderator,
  list: AppealList,
): Promise<ModeratedAppeal[]> {
  const { db, clock } = world.services;
  const checked = await withOwnClaims(world.services, hat);
  const appeals: ModeratedAppeal[] = [];
  let after: [string, string] | null = null;
  for (;;) {
    const page = await listModeratedAppeals(db.service, checked, list, { first: 2, after }, clock.now());
    appeals.push(...page.edges.map(({ node }) => node));
    const last = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || last === null) return appeals;
    after = JSON.parse(Buffer.from(last, 'base64url').toString('utf8'));
  }
}

export async function appealAs(
  world: World,
  { hat }: Moderator,
  id: string,
): Promise<ModeratedAppeal | null> {
  const { db, clock } = world.services;
  return findModeratedAppeal(db.service, await withOwnClaims(world.services, hat), id, clock.now());
}

export async function countsOfAppeals(world: World, { hat }: Moderator): Promise<number> {
  return countAppeals(world.services.db.service, await withOwnClaims(world.services, hat));
}
