import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../support/server.ts';
import { lookAround, Town, tellView } from './town.ts';

let town: Town;
let author: Member;
let reader: Member;
let decider: Member;
let second: Member;
let admin: Member;
let question: string;
let caseId: string;

beforeAll(async () => {
  town = await Town.open();
  author = await town.member('Astrid Författare', { moderator: true });
  reader = await town.member('Rut Läsare');
  decider = await town.member('Moa Moderator', { moderator: true });
  second = await town.member('Siv Andra', { moderator: true });
  admin = await town.admin();
});
afterAll(() => town.close());
beforeEach(async () => {
  question = await town.ask(author, true);
  const { id } = await town.call(decider, 'moderation', 'openCase', { input: { consultationId: question } });
  caseId = String(id);
});

// Whoever is suspended could not ask the next question.
afterEach(() => town.owner.query('UPDATE moderation.sanction SET lifted = true'));

const reasons = () => ({ caseId, rule: 'RESPECT', statement: 'Tonen är inte godtagbar.' });

async function suspended(): Promise<string> {
  const { decisions } = await town.call(decider, 'moderation', 'suspendAuthor', {
    input: { ...reasons(), days: 1 },
  });
  return (decisions as { id: string }[])[0]?.id ?? '';
}

async function appealOf(decisionId: string): Promise<string> {
  const { appeal } = await town.call(author, 'physician', 'appealDecision', {
    input: { decisionId, text: 'Jag anser att beslutet är fel och vill att någon annan läser.' },
  });
  return (appeal as { id: string }).id;
}

const rulingOn = (id: string, outcome: string) => ({
  input: { id, outcome, statement: 'Jag har läst allt på nytt.' },
});
const seenBy = async (who: Member) =>
  tellView(await lookAround(who, 'physician', { consultations: [question] }));

describe('an appeal by an anonymous author', () => {
  it('#1 #4 #8 #10 #28 #33 changes nothing that a member is answered, to the byte, while it waits nor when it is upheld', async () => {
    const decisionId = await suspended();
    const before = [await seenBy(reader), await seenBy(second)];
    const id = await appealOf(decisionId);
    expect([await seenBy(reader), await seenBy(second)]).toEqual(before);
    await town.call(second, 'moderation', 'ruleOnAppeal', rulingOn(id, 'UPHELD'));
    expect([await seenBy(reader), await seenBy(second)]).toEqual(before);
  });

  it('#20 #22 #41 leaves her account and her sessions as they were', async () => {
    const decisionId = await suspended();
    const rows = async () => [await town.rows('accounts.account'), await town.rows('platform.session')];
    const before = await rows();
    await appealOf(decisionId);
    expect(await rows()).toEqual(before);
  });

  it('#31 is not hers to see or to rule on as a moderator; it looks missing to her, as it does to the one who decided', async () => {
    const { decisions } = await town.call(decider, 'moderation', 'hidePost', { input: reasons() });
    const id = await appealOf((decisions as { id: string }[])[0]?.id ?? '');
    for (const who of [author, decider]) {
      const view = tellView(await lookAround(who, 'moderation', { consultations: [], appeals: [id] }));
      const inLists = view.split('\n').filter((line) => /^appeals? /.test(line));
      expect(inLists.filter((line) => line.replace(/^[^:]*:[^:]*:/, '').includes(id))).toEqual([]);
    }
    expect(
      await town.attempt(author, 'moderation', 'ruleOnAppeal', rulingOn(id, 'OVERTURNED')),
    ).toMatchObject({ __typename: 'NotFoundError' });
    const seen = await town.call(second, 'moderation', 'appeal', { id });
    for (const secret of [author.id, author.name, decider.id, decider.name]) {
      expect(JSON.stringify(seen)).not.toContain(secret);
    }
  });

  it('#31 nor one who has flagged the post rules, and others cannot tell why she does not', async () => {
    const flagger = await town.member('Fia Anmälare', { moderator: true });
    const flag = { input: { consultationId: question, reason: 'MISLEADING' } };
    await town.call(flagger, 'physician', 'flagPost', flag);
    const { decisions } = await town.call(decider, 'moderation', 'hidePost', { input: reasons() });
    const id = await appealOf((decisions as { id: string }[])[0]?.id ?? '');
    const refused = await town.attempt(flagger, 'moderation', 'ruleOnAppeal', rulingOn(id, 'UPHELD'));
    expect(refused).toMatchObject({ __typename: 'NotFoundError' });
    const hers = tellView(await lookAround(flagger, 'moderation', { consultations: [], cases: [caseId] }));
    expect(hers).not.toContain(question);
    await town.call(second, 'moderation', 'ruleOnAppeal', rulingOn(id, 'UPHELD'));
  });

  it('#29 stands in no audit; its ruling does, with the moderator and no face', async () => {
    const audit = async () => {
      const { edges } = await town.call(admin, 'operations', 'auditEntries', { first: 100 });
      return (edges as { node: { kind: string; details: string } }[]).map(({ node }) => node);
    };
    const { decisions } = await town.call(decider, 'moderation', 'hidePost', { input: reasons() });
    const before = await audit();
    const id = await appealOf((decisions as { id: string }[])[0]?.id ?? '');
    expect(await audit()).toEqual(before);
    await town.call(second, 'moderation', 'ruleOnAppeal', rulingOn(id, 'OVERTURNED'));
    const [entry] = await audit();
    expect(entry?.kind).toBe('moderation.decision-overturned');
    const { rows } = await town.owner.query('SELECT alias_id FROM forum.consultation WHERE id = $1', [
      question,
    ]);
    for (const secret of [author.id, rows[0].alias_id, id]) expect(entry?.details).not.toContain(secret);
  });

  it('#13 #24 #40 is stored with a random id, its hour and the decision, and nothing else', async () => {
    const { decisions } = await town.call(decider, 'moderation', 'hidePost', { input: reasons() });
    const id = await appealOf((decisions as { id: string }[])[0]?.id ?? '');
    const { rows } = await town.owner.query('SELECT * FROM moderation.appeal WHERE id = $1', [id]);
    expect(Object.keys(rows[0]).sort()).toEqual([
      'appealed_at',
      'decision_id',
      'id',
      'identifier_override',
      'text',
    ]);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(rows[0].appealed_at.getTime() % 3_600_000).toBe(0);
  });
});
