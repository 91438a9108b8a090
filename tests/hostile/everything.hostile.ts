import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../api/platform/logger.ts';
import { Stage } from '../privacy/stage.ts';
import { chromiumAbsent } from '../support/browser.ts';
import { allTexts, shownTexts, valuesFor } from './corpus.ts';
import { type MeasuredService, startMeasuredService } from './measured-service.ts';
import { endpoints, someAddress, tryField } from './operations.ts';
import { Reader } from './pages.ts';
import { tableOf } from './report.ts';
import { hostileRequests, jsonRequests, sendRaw } from './requests.ts';
import { prepareShownTexts, type ShownTexts } from './shown-texts.ts';
import { HealthWatch, Sweep } from './sweep.ts';

/**
 * The whole corpus through every field of every operation and route, and on every page that shows what members write, on
 * the real service in a process of its own. `npm run test:hostile`; ends with a table.
 */

let stage: Stage;
let service: MeasuredService;
let sweep: Sweep;
let health: HealthWatch;
const readers: Reader[] = [];
let heldBefore = 0;
/** Memory that is needed at the end and was not at the beginning, in MB. */
let grown = Number.NaN;

beforeAll(async () => {
  stage = await Stage.open(createLogger('silent'));
  service = await startMeasuredService(stage.server);
  sweep = new Sweep(service);
  health = new HealthWatch(service.url);
  await warmUp();
  heldBefore = await service.held();
});

afterAll(async () => {
  await health?.end();
  const report = process.env.KONSILIUM_HOSTILE_REPORT;
  if (sweep && report) await writeFile(report, tableOf(sweep, readers, health, grown));
  await service?.close();
  await stage?.close();
});

/** Nothing is measured while the service still compiles its own code. */
async function warmUp(): Promise<void> {
  const client = stage.clientOf('colleague').at(service.url);
  for (let round = 0; round < 20; round += 1) {
    await client.graphql('physician', '{ consultations(first: 5) { edges { node { id title excerpt } } } }');
  }
}

/** Fails with all of them, after everything was tried. */
function expectNoFaults(from: number, faults = sweep.faults): void {
  expect(faults.slice(from)).toEqual([]);
}

describe.each(endpoints)('every field of the $endpoint endpoint', ({ endpoint, fields }) => {
  const operations = [...new Set(fields.map(({ operation }) => operation.name))];
  it.each(operations)('%s', async (name) => {
    const from = sweep.faults.length;
    for (const field of fields.filter(({ operation }) => operation.name === name)) {
      const values = valuesFor(name, field.path, field.scalar);
      expect(values.length).toBeGreaterThan(0);
      await tryField({ stage, url: service.url, sweep, endpoint, field, values });
    }
    expectNoFaults(from);
  });
});

describe('what no client of ours would send', () => {
  it.each([
    ['a stranger', 'signedOut'],
    ['a member', 'colleague'],
  ] as const)('by %s', async (_who, role) => {
    const from = sweep.faults.length;
    const { cookie } = stage.clientOf(role);
    for (const hostile of [...hostileRequests, ...jsonRequests(allTexts)]) {
      const send = () =>
        sendRaw(service.url, hostile, { 'x-forwarded-for': someAddress(), ...(cookie ? { cookie } : {}) });
      await sweep.send(`${role} ${hostile.path.slice(0, 40)}: ${hostile.name}`, send);
    }
    expectNoFaults(from);
    const { rows } = await stage.owner.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM platform.session',
    );
    // Who is not signed in has no session, however often they come.
    expect(rows[0]?.count).toBeLessThan(200);
  });
});

describe.skipIf(chromiumAbsent)('every page that shows it', () => {
  let shown: ShownTexts;
  const faults: string[] = [];

  beforeAll(async () => {
    shown = await prepareShownTexts(stage, shownTexts, 12);
  }, 300_000);

  it('is read without a frozen tab', async () => {
    try {
      const reader = new Reader(service.url, shown.reader.email);
      const author = new Reader(service.url, shown.author.email);
      const moderator = new Reader(service.url, shown.moderator.email);
      readers.push(reader, author, moderator);
      await reader.visit('a harmless question', shown.harmless);
      for (const { name, question } of shown.questions) {
        await reader.visit(`question: ${name}`, `/consultations/${question}`);
      }
      for (const { name, question } of shown.worst) {
        await author.visit(`its author: ${name}`, `/consultations/${question}`);
        await reader.visit(`print: ${name}`, `/consultations/${question}`, (page) =>
          page.emulateMedia({ media: 'print' }).then(() => page.emulateMedia({ media: 'screen' })),
        );
      }
      for (const path of ['/', '/?list=unanswered', '/?list=newest'])
        await reader.visit(`feed ${path}`, path);
      for (const path of ['/mine', '/settings', '/transparency']) await author.visit(path, path);
      for (const path of [
        '/moderation',
        '/moderation?list=decided',
        '/moderation?list=appeals',
        '/moderation/measures',
        ...shown.cases.map(({ id }) => `/moderation/cases/${id}`),
        ...shown.appeals.map((id) => `/moderation/appeals/${id}`),
      ]) {
        await moderator.visit(path, path);
      }
      faults.push(...readers.flatMap((one) => one.faults));
    } finally {
      for (const one of readers) await one.leave();
    }
    expect(faults).toEqual([]);
  });
});

describe('meanwhile', () => {
  it('the health of the service was always told within a second', () => {
    expect(health.longest).toBeLessThan(1_000);
  });

  it('memory stayed', async () => {
    grown = ((await service.held()) - heldBefore) / 2 ** 20;
    expect(grown).toBeLessThan(100);
  });
});
