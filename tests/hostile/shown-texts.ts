import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { appealDecision } from '../../api/appeals/appeal-decision.ts';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { flagPost } from '../../api/flags/flag-post.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { createMember, type Member, physicianGrant, type TestServer } from '../support/server.ts';
import { asModerator } from '../support/world.ts';
import type { HostileText } from './hostile-text.ts';

/** Questions with hostile texts, as if they had been stored before anything was refused. */
export interface ShownTexts {
  reader: Member;
  author: Member;
  moderator: Member;
  /** The path of a question like any other. */
  harmless: string;
  questions: { name: string; question: string }[];
  /** Those that its author and moderators look at too. */
  worst: { name: string; question: string }[];
  cases: { id: string }[];
  appeals: string[];
}

interface Place {
  server: TestServer;
  owner: pg.Client;
}

/** @param flagged so many of the texts, from the first on, are reported; every other one of them is decided on and appealed. */
export async function prepareShownTexts(
  place: Place,
  texts: readonly HostileText[],
  flagged: number,
): Promise<ShownTexts> {
  const { server, owner } = place;
  const [reader, author] = [await createMember(server), await createMember(server)];
  const moderator = await createMember(server, { moderator: true });
  const questions: ShownTexts['questions'] = [];
  const ask = async (by: Member): Promise<ConsultationId> =>
    postConsultation(server.services, await physicianGrant(server, by), {
      kind: 'QUESTION',
      specialty: 'internmedicin',
      tags: [],
      title: `En fråga ${randomUUID()}`,
      body: `Vad tror ni om detta? ${randomUUID()}`,
      anonymous: false,
    });
  const harmless = await ask(await createMember(server));
  for (const [at, { name, text }] of texts.entries()) {
    // Nobody posts so much at once.
    const member = at < flagged ? author : await createMember(server);
    const question = await ask(member);
    const grant = await physicianGrant(server, await createMember(server));
    const { id: answer } = await postAnswer(server.services, grant, {
      consultationId: question,
      quotedAnswerId: null,
      body: `Ett svar. ${randomUUID()}`,
      anonymous: false,
    });
    const stored = text.toWellFormed().replaceAll('\0', '');
    await owner.query(
      'UPDATE forum.consultation SET title = left($1, 150), body = left($1, 20000) WHERE id = $2',
      [stored, question],
    );
    await owner.query('UPDATE forum.answer SET body = left($1, 20000) WHERE id = $2', [stored, answer]);
    questions.push({ name, question });
  }
  const worst = questions.slice(0, flagged);
  const cases: ShownTexts['cases'] = [];
  const appeals: string[] = [];
  for (const [at, { question }] of worst.entries()) {
    const grant = await physicianGrant(server, await createMember(server));
    const note = texts[at]?.text.toWellFormed().replaceAll('\0', '').slice(0, 500) ?? '';
    await flagPost(server.services, grant, {
      consultationId: question,
      reason: 'OTHER',
      note: 'Det här går inte.',
    });
    const found = await server.services.db.service.moderationCase.findFirstOrThrow({
      where: { consultationId: question },
      select: { id: true },
    });
    await owner.query('UPDATE moderation.flag SET note = $1 WHERE case_id = $2', [note, found.id]);
    cases.push(found);
    if (at % 2 === 0) appeals.push(await appealed(place, author, found.id, note));
  }
  return {
    reader,
    author,
    moderator,
    harmless: `/consultations/${harmless}`,
    questions,
    worst,
    cases,
    appeals,
  };
}

/** A warning with these reasons and an appeal with the same words. @returns the appeal. */
async function appealed(
  { server, owner }: Place,
  author: Member,
  caseId: string,
  text: string,
): Promise<string> {
  const decider = await asModerator(server);
  await decideCase(server.services, decider, 'WARN', {
    caseId,
    rule: 'RESPECT',
    statement: 'Tonen är inte den vi vill ha.',
  } as Parameters<typeof decideCase>[3]);
  const { id: decisionId } = await server.services.db.service.decision.findFirstOrThrow({
    where: { caseId },
    select: { id: true },
  });
  const grant = await physicianGrant(server, author);
  await appealDecision(server.services, grant, {
    decisionId,
    text: 'Det stämmer inte, frågan är saklig och gäller ett prov.',
  });
  await owner.query('UPDATE moderation.decision SET statement = $1 WHERE id = $2', [text, decisionId]);
  const { rows } = await owner.query<{ id: string }>(
    'UPDATE moderation.appeal SET text = $1 WHERE decision_id = $2 RETURNING id',
    [text, decisionId],
  );
  return rows[0]?.id ?? '';
}
