import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pseudonymFor } from '../../api/identity/pseudonyms.ts';
import { toldPeriods, weekStart, weeksInPeriod } from '../../api/statistics/weeks.ts';
import { hasConsent } from '../../api/telemetry/consents.ts';
import { chromiumAbsent, launchBrowser, Visitor } from '../support/browser.ts';
import {
  createMember,
  givePassword,
  type Member,
  startTestServer,
  type TestServer,
} from '../support/server.ts';
import { answerConsent, recordingEnv } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';

describe.skipIf(chromiumAbsent)('what is measured, in the browser', () => {
  let server: TestServer;
  let browser: Browser;
  let karin: Member;
  let adminEmail: string;

  beforeAll(async () => {
    server = await startTestServer({ env: recordingEnv });
    browser = await launchBrowser();
    const [holder] = await holdTestCeremony(server);
    if (!holder) throw new Error('nobody holds a share');
    await givePassword(server, holder.grant.adminId);
    adminEmail = holder.email;
    karin = await createMember(server, { name: 'Karin Mätlund', specialtyCode: 'internmedicin' });
    await askTenQuestions();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** In a week that the statistics tell of. */
  async function askTenQuestions(): Promise<void> {
    const owner = new pg.Client(server.database.owner);
    await owner.connect();
    try {
      const [newest = 0] = toldPeriods(server.clock.now());
      const postedAt = weekStart(newest * weeksInPeriod);
      for (let count = 0; count < 10; count += 1) {
        await owner.query(
          `INSERT INTO forum.consultation (id, author_id, kind, specialty_code, tags, title, body, posted_at, last_activity_at)
            VALUES ($1, $2, 'QUESTION', 'kirurgi', '{}', 'Titel', 'Text', $3, $3)`,
          [randomUUID(), karin.id, postedAt],
        );
      }
    } finally {
      await owner.end();
    }
  }

  it('a technical admin reads the statistics as charts, tables and files, on a phone without scrolling sideways', async () => {
    const admin = await Visitor.signedIn(browser, server.url, adminEmail);
    const { page } = admin;
    await page.goto('/operations/statistics');
    for (const what of ['Vecka för vecka', 'Specialiteter']) {
      const section = page.getByRole('region', { name: what });
      await section
        .getByRole('img', { name: `Diagram: ${what}` })
        .locator('svg')
        .first()
        .waitFor();
      expect(await section.locator('svg .recharts-bar-rectangle').count()).toBeGreaterThan(0);
      const row = section.getByRole('table').getByRole('row').nth(1);
      expect(await row.innerText()).toContain('10');
    }
    const weeks = page.getByRole('region', { name: 'Vecka för vecka' });
    const labels = weeks.locator('svg text').filter({ hasText: /^v\. \d{1,2}$/ });
    expect(await labels.count()).toBeGreaterThan(5);
    const section = page.getByRole('region', { name: 'Specialiteter' });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      section.getByRole('button', { name: 'Ladda ner som CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^konsilium-specialties-\d{4}-\d\d-\d\d\.csv$/);
    const [head, kirurgi] = (await readFile(await file.path(), 'utf8')).split('\n');
    expect(head).toContain('Specialitet');
    expect(kirurgi).toMatch(/Kirurgi.*10/);

    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('list', { name: 'Vecka för vecka' }).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(admin.complaints).toEqual([]);
    await admin.leave();
  }, 60_000);

  it('a technical admin asks whose a pseudonym is, and is not told', async () => {
    await answerConsent(server.services, karin.id, true);
    const own = await pseudonymFor(server.services, karin.id, 'MIXPANEL');
    if (!own) throw new Error('no pseudonym');
    const admin = await Visitor.signedIn(browser, server.url, adminEmail);
    const { page } = admin;
    await page.goto('/operations/lookups/new');
    await page.getByRole('radio', { name: 'En pseudonym hos en mottagare av mätdata' }).check();
    await page.getByLabel('Mottagare', { exact: true }).selectOption('MIXPANEL');
    await page.getByLabel('Pseudonym', { exact: true }).fill('inte hela');
    await page.getByRole('radio', { name: 'Domstolsbeslut' }).check();
    await page.getByLabel('Motivering').fill('Domstolen har begärt vem uppgifterna hos Mixpanel rör.');
    await page.getByLabel('Ärendereferens').fill('T 17-26');
    const submit = page.getByRole('button', { name: 'Begär uppslaget' });
    await submit.click();
    await page.getByText('Klistra in hela pseudonymen').waitFor();
    await page.getByLabel('Pseudonym', { exact: true }).fill(own.pseudonym);
    await submit.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Begär uppslaget' }).click();
    await page.waitForURL(/\/operations\/lookups\/[0-9a-f-]{36}$/);
    await page.getByText(own.pseudonym).first().waitFor();
    await page.getByText('Väntar på att en annan administratör').waitFor();
    for (const secret of [karin.name, karin.email, karin.id]) expect(await admin.holds(secret)).toBe(false);
    expect(admin.complaints).toEqual([]);
    await admin.leave();
  }, 60_000);

  it('a member allows and withdraws by keyboard, and hears what became of it', async () => {
    await answerConsent(server.services, karin.id, false);
    const agreed = () => hasConsent(server.services.db.service, karin.id, 'MIXPANEL');
    const member = await Visitor.signedIn(browser, server.url, karin.email, 390);
    const { page } = member;
    await page.goto('/settings');
    const section = page.getByRole('region', { name: 'Mixpanel' });
    const choice = section.getByRole('switch', { name: 'Låt Mixpanel känna igen mig under en pseudonym' });
    await choice.waitFor();
    // From where the page begins to the switch with nothing but Tab.
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press('Tab');
      if (await choice.evaluate((element) => element === document.activeElement)) break;
    }
    await page.keyboard.press('Space');
    await section.getByText('Sparat. Mixpanel är på.').waitFor();
    expect(await choice.isChecked()).toBe(true);
    expect(await agreed()).toBe(true);
    await choice.focus();
    await page.keyboard.press('Space');
    await section.getByText('Sparat. Mixpanel är av').waitFor();
    expect(await agreed()).toBe(false);
    // Changed in another tab meanwhile: who comes back to the page sees how it stands.
    await page.getByRole('link', { name: 'Konsilium' }).click();
    await answerConsent(server.services, karin.id, true);
    await page.goBack();
    await section.getByText('På', { exact: true }).waitFor();
    expect(await choice.isChecked()).toBe(true);
    // No key, nothing to allow.
    expect(await page.getByRole('switch', { name: 'Låt Bugsnag' }).isDisabled()).toBe(true);
    expect(member.complaints).toEqual([]);
    await member.leave();
  }, 60_000);
});
