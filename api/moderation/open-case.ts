import { openCaseOf, setCustody } from '../../moderation/case-storage.ts';
import { lockPost } from '../../moderation/post-storage.ts';
import { transition } from '../../moderation/transition.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { toHour } from '../platform/clock.ts';
import { type CaseId, newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { choosePost, locatePost, type PostInput } from './choose-post.ts';
import { isConflicted, withOwnClaims } from './conflict.ts';
import { findCase } from './data.ts';
import type { ModerationCase } from './types.ts';

/**
 * A moderator's own initiative. The open case of the post if there is one; else a new one, taken by her.
 * @throws Refusal CONFLICT_OF_INTEREST, which she alone is told, and of which nothing is stored.
 */
export async function openCase(
  services: Services,
  grant: ModeratorGrant,
  input: PostInput,
): Promise<ModerationCase> {
  const { db, clock } = services;
  const chosen = choosePost(input);
  const moderator = await withOwnClaims(services, grant);
  const now = clock.now();
  const id = await db.service.$transaction(async (tx) => {
    const ref = await locatePost(tx, chosen);
    if (!ref) throw Refusal.notFound();
    if (await isConflicted(tx, moderator, ref)) {
      throw Refusal.notAllowed('CONFLICT_OF_INTEREST');
    }
    const { found, isNew } = await openCaseOf(tx, ref, newId<CaseId>(), toHour(now));
    if (isNew) {
      const post = await lockPost(tx, ref, now);
      if (!post) throw Refusal.notFound();
      // A tombstone leaves nothing to decide.
      const deletion = transition(post.state, 'DELETE');
      if (!deletion.ok) throw Refusal.notAllowed(deletion.refusal);
      await setCustody(tx, found.id, grant.moderatorId, toHour(now));
    }
    return found.id;
  });
  const opened = await findCase(db.service, moderator, id, now);
  if (!opened) throw Refusal.notFound();
  return opened;
}
