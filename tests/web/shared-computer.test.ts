import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArguments, tellInOrder, Visitor } from '../support/browser.ts';
import { ask } from '../support/forum.ts';
import { findWholeChromium } from '../support/programs.ts';
import {
  createMember,
  type Member,
  physicianGrant,
  startTestServer,
  type TestServer,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

const title = 'Skelögd av propranolol vid tyreotoxikos';
const body = 'Kvinna i trettioårsåldern med dubbelseende sedan insättningen. Sett det förut?';
const answer = 'Tänk på okulär myasteni och pröva edrofonium innan ni byter.';
const unsent = 'Rubrik som aldrig blev publicerad av någon';

/** What the next colleague finds in the files of the browser: a whole one, on a profile of its own, as on a ward. */
describe.skipIf(findWholeChromium() === null)('a ward computer, after signing out (#64)', () => {
  tellInOrder();
  let server: TestServer;
  let author: Member;
  let thread = '';
  let profile = '';
  const ids: string[] = [];
  let draftKey = '';

  beforeAll(async () => {
    server = await startTestServer();
    await holdTestCeremony(server);
    const colleague = await createMember(server, { name: 'Bo Lind' });
    author = await createMember(server, { name: 'Astrid Berg', specialtyCode: 'internmedicin' });
    thread = await ask(server, { grant: await physicianGrant(server, colleague) }, false);
    profile = await mkdtemp(path.join(tmpdir(), 'konsilium-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findWholeChromium() ?? '',
      args: browserArguments,
      baseURL: server.url,
      locale: 'sv-SE',
    });
    try {
      await writeAndLeave(context);
    } finally {
      await context.close();
    }
  });
  afterAll(async () => {
    await server?.close();
    if (profile) await rm(profile, { recursive: true, force: true });
  });

  async function writeAndLeave(context: BrowserContext): Promise<void> {
    const page = context.pages()[0] ?? (await context.newPage());
    const visitor = Visitor.at(context, page);
    await page.goto('/');
    const asked = page.waitForResponse(async (response) => (await response.text()).includes('draftKey'));
    await visitor.signIn(author.email);
    const { data } = (await (await asked).json()) as { data: { viewer: { draftKey: string } | null } };
    draftKey = data.viewer?.draftKey ?? '';
    await page.goto('/ask');
    await page.getByRole('radio', { name: 'Patientfall' }).check();
    await page.locator('#ask-specialty').fill('Internmedicin');
    await page.getByRole('option', { name: 'Internmedicin', exact: true }).click();
    await page.getByLabel('Rubrik').fill(title);
    await page.getByLabel('Din fråga').fill(body);
    await page.getByRole('radio', { name: /^Anonymt/ }).click();
    await page.reload();
    await page.getByText('Ditt utkast är återställt.').waitFor();
    expect(await page.getByLabel('Rubrik').inputValue()).toBe(title);
    await page.getByRole('button', { name: 'Publicera anonymt' }).click();
    await page.getByText('Din fråga är mottagen').waitFor();
    await page.goto('/mine');
    await page.getByText(title).first().waitFor();

    await page.goto(`/consultations/${thread}`);
    await page.getByLabel('Ditt svar').fill(answer);
    await page.getByRole('radio', { name: /^Anonymt/ }).click();
    await page.getByRole('button', { name: /^Svara anonymt/ }).click();
    await page.getByRole('article').filter({ hasText: answer }).waitFor();
    expect(new URL(page.url()).hash).toBe('');

    await page.goto('/ask');
    await page.getByLabel('Rubrik').fill(unsent);
    // Left by going away with it on the page, and come back to: the browser keeps what stands in a field.
    await page.goto('/');
    await page.goBack();
    await page.getByText('Ditt utkast är återställt.').waitFor();
    await page.getByRole('button', { name: new RegExp(author.name) }).click();
    await page.getByRole('menuitem', { name: 'Logga ut' }).click();
    await page.getByRole('dialog', { name: 'Logga ut?' }).getByRole('button', { name: 'Logga ut' }).click();
    await page.getByRole('heading', { name: 'Logga in' }).waitFor();
    const { db } = server.services;
    const questions = await db.service.consultation.findMany({ where: { title }, select: { id: true } });
    const answers = await db.service.answer.findMany({
      where: { consultationId: thread },
      select: { id: true },
    });
    ids.push(...questions.map(({ id }) => id), ...answers.map(({ id }) => id));
    expect(ids).toHaveLength(2);
    expect(visitor.complaints).toEqual([]);
  }

  /** Where a text stands, as Chromium writes it (in one byte or two), with what is around it. */
  async function filesWith(text: string): Promise<string[]> {
    const wanted = (['utf8', 'latin1', 'utf16le'] as const).map((encoding) => Buffer.from(text, encoding));
    const found: string[] = [];
    for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      const at = Math.max(...wanted.map((one) => bytes.indexOf(one)));
      if (at < 0) continue;
      const around = bytes.subarray(Math.max(0, at - 120), at + 120).toString('latin1');
      found.push(`${path.relative(profile, file)}: ${around.replaceAll(/[^ -~]+/g, '.')}`);
    }
    return found;
  }

  function rows(file: string, sql: string): Record<string, unknown>[] {
    const database = new DatabaseSync(path.join(profile, 'Default', file), { readOnly: true });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }

  it('this browser keeps what it is given: what follows is no empty search', async () => {
    expect(await filesWith(thread)).not.toEqual([]);
    expect((await filesWith('konsilium.draft.')).join()).toContain('Local Storage');
    expect(draftKey.length).toBe(43);
  });

  it('no file holds what was written, posted or not (#64)', async () => {
    for (const text of [title, body, answer, unsent]) expect(await filesWith(text), text).toEqual([]);
  });

  it('no file holds the id of what was posted, or the key of the drafts', async () => {
    for (const text of [...ids, draftKey]) expect(await filesWith(text), text).toEqual([]);
  });

  it('the history has no address that only the author would visit, the fields no memory', () => {
    const visited = rows('History', 'SELECT url, title FROM urls');
    const addresses = visited.map(({ url }) => String(url).replace(server.url, ''));
    expect(addresses).toContain(`/consultations/${thread}`);
    const everybodys = ['/', '/ask', '/mine', '/sign-in', `/consultations/${thread}`];
    expect(addresses.filter((address) => !everybodys.includes(address))).toEqual([]);
    expect(visited.map((row) => String(row.title)).join()).not.toContain(title);
    expect(rows('Web Data', 'SELECT * FROM autofill').filter(({ value }) => value !== author.email)).toEqual(
      [],
    );
  });
});
