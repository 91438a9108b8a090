import { z } from 'zod';
import type { ConsultationId } from '../platform/ids.ts';

/** Pieces that the schemas of several nouns share. */

export const day = z.iso.date();
/** RFC 3339 in UTC. Times of what was written are whole hours. */
export const time = z.iso.datetime();

/** Where a post is: the question's id, and the answer's where it is one. */
export const place = z.strictObject({
  consultationId: z.uuid(),
  answerId: z.uuid().nullable(),
  link: z.url(),
});

/** Her objection to a decision, and what became of it. */
const appeal = z.strictObject({
  text: z.string().describe('Empty once it was destroyed with the text that it may have quoted'),
  appealedAt: time,
  ruling: z
    .strictObject({
      outcome: z.string(),
      effect: z.string().nullable(),
      statement: z.string(),
      ruledAt: time,
    })
    .nullable()
    .describe('null: it waits for one'),
});

/** What moderation decided, without who did. */
export const decision = z.strictObject({
  action: z.string(),
  rule: z.string().nullable(),
  statement: z.string(),
  decidedAt: time,
  titleBefore: z.string().nullable(),
  titleAfter: z.string().nullable(),
  textBefore: z.string().nullable(),
  textAfter: z.string().nullable(),
  until: time.nullable(),
  appeal: appeal.nullable(),
});

export const redaction = z.strictObject({
  field: z.enum(['TITLE', 'BODY']),
  start: z.int(),
  end: z.int(),
  replacement: z.string(),
  hides: z.boolean(),
  state: z.string(),
  endedAt: time.nullable(),
});

/** An earlier text of a post. */
export const revision = z.strictObject({
  title: z.string().nullable(),
  text: z.string(),
  replacedBy: z.enum(['AUTHOR', 'MODERATION']),
  replacedAt: time,
});

/** A text of hers that waits for a moderator. */
export const waitingEdit = z.strictObject({
  title: z.string().nullable().describe('Null for an answer'),
  text: z.string(),
  tags: z.array(z.string()),
  identifierOverride: z.string().nullable(),
  savedAt: time,
});

export const formatDay = (date: Date): string => date.toISOString().slice(0, 10);
export const formatTime = (date: Date): string => date.toISOString();
export const formatTimeOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

/** The address of a post for its readers. */
export function placeOf(publicUrl: string, consultationId: string, answerId: string | null) {
  const hash = answerId === null ? '' : `#answer-${answerId}`;
  return {
    consultationId: consultationId as ConsultationId,
    answerId,
    link: `${publicUrl}/consultations/${consultationId}${hash}`,
  };
}
