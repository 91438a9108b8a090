import { afterAll, describe, expect, it } from 'vitest';
import { processors } from '../../analytics/processors.ts';
import { pseudonymFor } from '../../api/identity/pseudonyms.ts';
import { recordEvent } from '../../api/telemetry/record-event.ts';
import { releaseCounts } from '../../api/telemetry/release-counts.ts';
import { smallestHeap } from '../../api/telemetry/release-policy.ts';
import { BugsnagStandIn } from '../support/processors/bugsnag.ts';
import { HoneycombStandIn } from '../support/processors/honeycomb.ts';
import { MixpanelStandIn } from '../support/processors/mixpanel.ts';
import type { Member } from '../support/server.ts';
import { answerConsent, deliverAfterTheHour } from '../support/telemetry.ts';
import { TestClock } from '../support/world.ts';
import { Town } from './town.ts';

/**
 * Two worlds, equal but for which of two members, who both let all three processors know them, wrote anonymously: what
 * these receive is the same but for durations and random ids.
 */

const key = 'processors-of-two-worlds';
const hour = 3_600_000;
const feed = 'query Feed { consultations(list: NEWEST, first: 5) { edges { node { id title } } } }';

type Name = 'anna' | 'berit';
const closers: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closers.map((close) => close())));

/** @param reader reads once more: what the comparison must see. */
async function receivedWhere(author: Name, reader?: Name) {
  const honeycomb = await HoneycombStandIn.open(key);
  const bugsnag = await BugsnagStandIn.open(key);
  const clock = new TestClock(new Date('2026-11-21T12:34:56Z'));
  const mixpanel = await MixpanelStandIn.open(key, () => clock.now());
  const town = await Town.open({
    clock,
    env: {
      HONEYCOMB_API_KEY: key,
      HONEYCOMB_API_ENDPOINT: honeycomb.url,
      BUGSNAG_API_KEY: key,
      BUGSNAG_NOTIFY_URL: bugsnag.url,
      MIXPANEL_TOKEN: key,
      MIXPANEL_API_URL: mixpanel.url,
      // The jobs run when the test says so, and not at a full minute of the machine.
      KONSILIUM_WORKER: 'off',
    },
  });
  closers.push(async () => {
    await town.close();
    await Promise.all([honeycomb.close(), bugsnag.close(), mixpanel.close()]);
  });
  const { services } = town.server;
  const people: Record<Name, Member> = {
    anna: await town.member('Anna Alm'),
    berit: await town.member('Berit Bok'),
  };
  const labels = new Map<string, Name>();
  for (const [name, { id }] of Object.entries(people) as [Name, Member][]) {
    for (const processor of processors) {
      await answerConsent(services, id, true, processor);
      labels.set((await pseudonymFor(services, id, processor))?.pseudonym ?? '', name);
    }
  }
  clock.advance(2 * hour);

  const who = people[author];
  const read = (by: Member) => by.client.graphql('physician', feed);
  for (const each of Object.values(people)) await read(each);
  const question = await town.ask(who, true);
  // Enough of each for a heap, in two hours; answers in the thread of whoever asked.
  for (let count = 0; count < smallestHeap; count += 1) {
    if (count === 4) clock.advance(hour);
    await town.ask(who, true);
    await town.answer(who, question, true);
  }
  for (const each of Object.values(people)) await town.ask(each, false);
  await read(people.anna);
  await town.owner.query('ALTER TABLE forum.consultation RENAME TO elsewhere');
  await expect(town.ask(who, true)).rejects.toThrow(/INTERNAL_SERVER_ERROR/);
  for (const each of Object.values(people)) await read(each);
  await town.owner.query('ALTER TABLE forum.elsewhere RENAME TO consultation');
  if (reader) await read(people[reader]);

  await new Promise((resolve) => setTimeout(resolve, 100));
  await services.errors?.flush();
  for (let count = 0; count < 3; count += 1) {
    clock.advance(25 * hour);
    await services.tracing?.release();
    await releaseCounts(services);
    await deliverAfterTheHour(services);
  }
  const plain = (value: unknown) =>
    JSON.stringify(value).replaceAll(
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      (id) => labels.get(id) ?? '<id>',
    );
  const kept = () => mixpanel.events.map(plain).sort();
  const events = kept();
  // What a command would do that told of an anonymous act as of one under a name.
  await recordEvent(services.db.service, services, who.id, 'consultation.posted', { kind: 'QUESTION' });
  await deliverAfterTheHour(services);
  return {
    events,
    times: mixpanel.events.map(({ properties }) => Number(properties.time)),
    withLeak: kept(),
    spans: honeycomb
      .spans()
      .map(({ name, attributes, start, failed }) =>
        plain({ name, hour: Math.floor(start / hour), failed, ...sorted(attributes) }),
      )
      .sort(),
    errors: bugsnag.events.map(plain).sort(),
  };
}

const sorted = (attributes: object) => Object.fromEntries(Object.entries(attributes).sort());

describe('#53 #54 the two worlds look the same', () => {
  it('to a reader at Honeycomb, one at Bugsnag and one at Mixpanel', async () => {
    const [{ withLeak: leakOfAnna, ...byAnna }, { withLeak: leakOfBerit, ...byBerit }, other] = [
      await receivedWhere('anna'),
      await receivedWhere('berit'),
      await receivedWhere('anna', 'berit'),
    ];
    for (const name of ['anna', 'berit']) {
      expect(byAnna.spans.join('\n')).toContain(`"konsilium.pseudonym":"${name}"`);
      expect(byAnna.errors.join('\n')).toContain(`"user":{"id":"${name}"}`);
      expect(byAnna.events.join('\n')).toContain(`"distinct_id":"${name}"`);
    }
    expect(byAnna.errors.join('\n')).toContain('postConsultation');
    // Of mutations only heaps are told of, without a pseudonym.
    const mutations = byAnna.spans.filter((span) => span.includes('mutation'));
    expect(mutations.length).toBeGreaterThanOrEqual(smallestHeap);
    expect(mutations.join('\n')).not.toContain('konsilium.pseudonym');
    for (const event of ['anonymous.consultation.posted', 'anonymous.answer.posted']) {
      expect(byAnna.events.join('\n'), 'heaps are told of').toContain(event);
    }
    for (const time of byAnna.times) expect(time % hour, 'whole hours').toBe(0);
    expect(byBerit).toEqual(byAnna);
    expect(other.spans, 'the comparison sees one reading more').not.toEqual(byAnna.spans);
    expect(leakOfBerit, 'and one event under the author’s pseudonym').not.toEqual(leakOfAnna);
  }, 90_000);
});
