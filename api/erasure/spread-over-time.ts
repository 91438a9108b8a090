import { randomInt } from 'node:crypto';
import { eraseHelpfulMarks } from '../answers/erase-helpful-marks.ts';
import { eraseFlags } from '../flags/erase-flags.ts';
import type { Claim } from '../identity/crypto/claim-cipher.ts';
import { erasureMoment } from '../identity/erasure-moment.ts';
import { listOwnClaims } from '../identity/own-claims.ts';
import { hourInMs } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { allIds, type IdRange, idRanges, rangeOfIds } from '../platform/id-range.ts';
import { eraseAlias } from '../posts/erase-alias.ts';
import type { StepContext, StepOutcome } from './types.ts';

const minuteInMs = 60_000;

/** What is overdue by more than this was missed while no worker ran. */
const missedAfterMs = 15 * minuteInMs;
/** One run in so many takes a missed one: they must not all go in the minute in which the worker is back. */
const missedOneIn = 30;

/**
 * The anonymous posts, alias by alias, each at a random time of its own within the erasure's window (a day), so that
 * nobody who watches sees a name and several anonymous posts go together (ANONYMITY 56). It is done when the window is
 * over, however many there were, also none: what it took would tell. An alias whose lookup is under way keeps its face
 * no longer than that: of a window of a day or more no receipt tells that there was one. Posts that are held back are not
 * published meanwhile, see `listErasingAliases`.
 */
export async function eraseAnonymousPosts(
  context: StepContext,
  draw: (max: number) => number = randomInt,
): Promise<StepOutcome> {
  const { services, physicianId, erasureId, startedAt } = context;
  const { db, keyring, clock } = services;
  const claims = await listOwnClaims(db.service, keyring, physicianId);
  const left = await findLeft(db.service, claims);
  for (const claim of claims) {
    const found = left.get(claim.alias);
    if (!found) continue;
    const late = lateness(context, erasureMoment(keyring, erasureId, claim.alias));
    const missed = found.written && late > missedAfterMs && windowInMs(context) > 0;
    if (late < 0 || (missed && draw(missedOneIn) !== 0)) continue;
    if (await eraseAlias(services, claim, startedAt)) left.delete(claim.alias);
    await context.point('anonymous_posts:alias');
  }
  return windowIsOver(context) && left.size === 0
    ? { state: 'DONE' }
    : { state: 'WAITING', answer: 'SPREAD', nextTry: soon(clock.now()) };
}

/** Which of her aliases there still are, and whether anything that was written under it is. */
async function findLeft(db: Tx, claims: readonly Claim[]): Promise<Map<string, { written: boolean }>> {
  const rows = await db.$queryRaw<{ id: string; written: boolean }[]>`
    SELECT a.id, EXISTS (SELECT FROM forum.consultation c WHERE c.alias_id = a.id AND c.body <> '')
      OR EXISTS (SELECT FROM forum.answer w WHERE w.alias_id = a.id AND w.body <> '') AS written
    FROM forum.alias a WHERE a.id = ANY(${claims.map(({ alias }) => alias)}::uuid[])`;
  return new Map(rows.map(({ id, written }) => [id, { written }]));
}

/**
 * Helpful marks and flags, range by range of the posts' random ids, in an order and at times that are the erasure's own:
 * counts that fall together would tell who had marked. The note says how many ranges are done. What is left when the
 * window is over goes at once.
 */
export async function eraseMarksAndFlags(context: StepContext): Promise<StepOutcome> {
  const { services, physicianId, erasureId } = context;
  const erase = async (range: IdRange) => {
    await eraseHelpfulMarks(services, physicianId, range);
    await context.point('marks_and_flags:marks');
    await eraseFlags(services, physicianId, range);
  };
  if (windowIsOver(context)) {
    await erase(allIds);
    return { state: 'DONE' };
  }
  const order = Array.from({ length: idRanges }, (_, range) => ({
    range,
    moment: erasureMoment(services.keyring, erasureId, `range ${range}`),
  })).sort((one, other) => one.moment - other.moment);
  let done = Number(context.note ?? 0);
  for (const { range, moment } of order.slice(done)) {
    if (lateness(context, moment) < 0) break;
    await erase(rangeOfIds(range));
    done += 1;
  }
  if (done !== Number(context.note ?? 0)) await context.setNote(String(done));
  return { state: 'WAITING', answer: 'SPREAD', nextTry: soon(services.clock.now()) };
}

const windowInMs = ({ services }: StepContext): number => services.config.erasureWindowHours * hourInMs;

/** How long ago a moment was; negative: it is still to come. */
function lateness(context: StepContext, moment: number): number {
  const due = context.startedAt.getTime() + moment * windowInMs(context);
  return context.services.clock.now().getTime() - due;
}

const windowIsOver = (context: StepContext): boolean => lateness(context, 1) >= 0;

const soon = (now: Date): Date => new Date(now.getTime() + minuteInMs / 2);
