import pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { flagPost } from '../../api/flags/flag-post.ts';
import { hostileMarkdown } from '../hostile/markdown-texts.ts';
import { chromiumAbsent, launchBrowser, Visitor } from '../support/browser.ts';
import { clinicalLines, shownOf } from '../support/clinical-lines.ts';
import {
  createMember,
  type Member,
  physicianGrant,
  startTestServer,
  type TestServer,
} from '../support/server.ts';

/** So many lines that the excerpt of a question shows all of them. */
const groups = grouped(clinicalLines, 6);

function grouped<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** Of the worst texts those with the most to draw; all of them are parsed in tests/unit/markdown. */
const drawnHere = new Set([
  '19,000 signs of a quote',
  '3,990 dashes and an x',
  'a list of many items',
  'a table of 500 columns and full rows',
  'letters on lines of their own',
  'mixed emphases',
]);

const bodyOf = (lines: readonly { typed: string }[]) => lines.map(({ typed }) => typed).join('\n');
const titleOf = (at: number) => `Kliniska rader, del ${String(at + 1).padStart(2, '0')}`;
/** As the browser tells the text of an element, without blanks around its lines. */
const linesIn = async (text: Locator) =>
  (await text.innerText())
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
/** As a paste does: Chromium itself takes a minute to type thousands of lines. */
const put = (field: Locator, text: string) =>
  field.evaluate((element, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
const shownIn = (lines: typeof clinicalLines) => lines.map((line) => shownOf(line).trim());

describe.skipIf(chromiumAbsent)('the Markdown of a doctor, in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let owner: pg.Client;
  let asker: Member;
  let reader: Visitor;
  const questions: string[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    owner = new pg.Client(server.database.owner);
    await owner.connect();
    asker = await createMember(server, { name: 'Disa Lavskrikesson' });
    for (const [at, lines] of groups.entries()) {
      questions.push(await ask(titleOf(at), bodyOf(lines)));
    }
    const { email } = await createMember(server, { name: 'Egil Harsyra' });
    reader = await Visitor.signedIn(browser, server.url, email);
  });
  afterAll(async () => {
    await owner?.end();
    await browser?.close();
    await server?.close();
  });

  async function ask(title: string, body: string): Promise<string> {
    return postConsultation(server.services, await physicianGrant(server, asker), {
      kind: 'QUESTION',
      specialty: 'allmanmedicin',
      tags: [],
      title,
      body,
      anonymous: false,
      identifierOverride: 'Påhittade rader.',
    });
  }

  const text = (page: Page) => page.getByRole('article').first().locator('[class*="_text_"]').first();

  it('stands sign by sign in the feed', async () => {
    const { page } = reader;
    await page.goto('/');
    for (const [at, lines] of groups.entries()) {
      const card = page.getByRole('article').filter({ hasText: titleOf(at) });
      const excerpt = await card.locator('[class*="_excerpt_"]').textContent();
      const all = shownIn(lines)
        .map((line) => line.replace(/\s+/g, ' '))
        .join('\n');
      expect(excerpt).toBe([...all].slice(0, 280).join('').trimEnd());
    }
  });

  it('stands sign by sign on the page and on paper', async () => {
    const { page } = reader;
    for (const [at, lines] of groups.entries()) {
      await page.emulateMedia({ media: 'screen' });
      await page.goto(`/consultations/${questions[at]}`);
      await text(page).waitFor();
      expect(await linesIn(text(page))).toEqual(shownIn(lines));
      await page.emulateMedia({ media: 'print' });
      expect(await text(page).isVisible()).toBe(true);
      expect(await linesIn(text(page))).toEqual(shownIn(lines));
    }
    await page.emulateMedia({ media: 'screen' });
  });

  it('stands sign by sign in the preview, pasted line ends and all', async () => {
    const { page } = reader;
    await page.goto('/ask');
    const field = page.getByLabel('Din fråga', { exact: true });
    await field.fill(`${bodyOf(clinicalLines)}\nCRP 5\u000b10 mg`);
    await page.getByText('Förhandsgranska', { exact: true }).click();
    const preview = page.locator('form [class*="_text_"]').first();
    expect(await linesIn(preview)).toEqual([...shownIn(clinicalLines), 'CRP 5', '10 mg']);
  });

  it('is drawn quickly, whatever was typed', async () => {
    const { page } = reader;
    await page.goto('/ask');
    const field = page.getByLabel('Din fråga', { exact: true });
    const drawn: { name: string; ms: number }[] = [];
    for (const { name, text: typed } of hostileMarkdown.filter((each) => drawnHere.has(each.name))) {
      await page.getByText('Skriv', { exact: true }).click();
      await put(field, typed);
      const ms = await page.evaluate(async () => {
        const preview = [...document.querySelectorAll('label')].find(
          (label) => label.textContent === 'Förhandsgranska',
        );
        const from = performance.now();
        preview?.click();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - from;
      });
      drawn.push({ name, ms: Math.round(ms) });
    }
    // Other programs may have the machine: what froze a tab took minutes.
    expect(drawn.filter(({ ms }) => ms > 2_000)).toEqual([]);
  });

  it('fails alone where it cannot be drawn, and its moderator can act', async () => {
    const id = await ask(
      'En text från förr som ingen kan visa',
      'Den skrivs strax om, bakom tjänstens rygg.',
    );
    const typed = `Hb <LLN\n${'|a'.repeat(60)}|\n${'|-'.repeat(60)}|\n${'|b\n'.repeat(6_000)}`;
    await owner.query('UPDATE forum.consultation SET body = $2 WHERE id = $1', [id, typed]);
    const { page } = reader;
    await page.goto(`/consultations/${id}`);
    await page.getByText('Texten kan inte visas med formatering').waitFor();
    expect(await page.getByText('Hb <LLN').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Anmäl' }).first().isVisible()).toBe(true);

    const flagger = await createMember(server);
    await flagPost(server.services, await physicianGrant(server, flagger), {
      consultationId: id,
      reason: 'MISLEADING',
      note: '',
    });
    const hat = await createMember(server, { name: 'Frida Blåklintsdotter', moderator: true });
    const moderator = await Visitor.signedIn(browser, server.url, hat.email);
    await moderator.page.goto('/moderation');
    await moderator.page.getByRole('link', { name: 'En text från förr' }).click();
    await moderator.page.getByText('Texten kan inte visas med formatering').waitFor();
    await moderator.page.getByRole('button', { name: 'Ta ärendet' }).click();
    await moderator.page
      .getByRole('region', { name: 'Åtgärder' })
      .getByRole('button', { name: 'Dölj', exact: true })
      .click();
    const dialog = moderator.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Patienter ska inte kunna kännas igen' }).check();
    await dialog.getByLabel('Motivering').fill('Ingen kan läsa texten.');
    await dialog.getByRole('button', { name: 'Dölj inlägget' }).click();
    await moderator.page.getByText('Inlägget är dolt').waitFor();
    expect(moderator.complaints).toEqual([]);
  });

  it('is refused at its field where it is too large, and what was typed stays', async () => {
    const { page } = reader;
    await page.goto(`/consultations/${questions[0]}`);
    const field = page.getByLabel('Ditt svar');
    await put(field, '- a\n'.repeat(4_000));
    await page.getByRole('radio', { name: /^Under mitt namn/ }).click();
    await page.getByRole('button', { name: 'Svara som Egil Harsyra' }).click();
    await page.getByText('Texten har för många rader').waitFor();
    expect((await field.inputValue()).length).toBeGreaterThan(15_000);
    expect(reader.complaints).toEqual([]);
  });
});
