import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HostileText } from '../hostile/hostile-text.ts';
import { Reader } from '../hostile/pages.ts';
import { prepareShownTexts } from '../hostile/shown-texts.ts';
import { chromiumAbsent } from '../support/browser.ts';
import { startTestServer } from '../support/server.ts';

/** The short form of `npm run test:hostile` in the browser: the worst texts known, as if stored before anything was refused. */
const worst: HostileText[] = [
  { name: 'quotes in quotes', text: '>'.repeat(19_000) },
  {
    name: 'a table of 500 columns',
    text: `${'|a'.repeat(500)}|\n${'|-'.repeat(500)}|\n${'|\n'.repeat(8_400)}`,
  },
  { name: 'dashes', text: `${'-'.repeat(3_990)}x` },
  { name: 'combining marks', text: `a${'\u0301\u0323'.repeat(9_900)}` },
];

describe.skipIf(chromiumAbsent)('texts that were made to freeze a page', () => {
  it('are read by members and by the moderator of their case, and nothing breaks', async () => {
    const server = await startTestServer();
    onTestFinished(() => server.close());
    const owner = new pg.Client({ connectionString: server.database.owner });
    await owner.connect();
    onTestFinished(() => owner.end());
    const shown = await prepareShownTexts({ server, owner }, worst, worst.length);
    const reader = new Reader(server.url, shown.reader.email);
    const moderator = new Reader(server.url, shown.moderator.email);
    onTestFinished(() => reader.leave());
    onTestFinished(() => moderator.leave());
    for (const { name, question } of shown.questions) await reader.visit(name, `/consultations/${question}`);
    await reader.visit('feed', '/');
    for (const { id } of shown.cases) await moderator.visit('case', `/moderation/cases/${id}`);
    expect([...reader.faults, ...moderator.faults]).toEqual([]);
  }, 240_000);
});
