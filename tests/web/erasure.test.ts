import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { chromiumAbsent, launchBrowser, tellInOrder, untilFocused, Visitor } from '../support/browser.ts';
import {
  createMember,
  type Member,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';
import { answerConsent } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';

describe.skipIf(chromiumAbsent)('a member leaves', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let karin: Member;
  let hers: Visitor;
  let admins: Visitor;
  let code = '';

  beforeAll(async () => {
    // Bugsnag can be sent to, and has no key for deleting.
    const env = { KONSILIUM_WORKER: 'off', BUGSNAG_API_KEY: 'key', BUGSNAG_NOTIFY_URL: 'http://127.0.0.1:9' };
    server = await startTestServer({ env });
    browser = await launchBrowser();
    await holdTestCeremony(server);
    karin = await createMember(server, { name: 'Karin Farväl' });
    await answerConsent(server.services, karin.id, true, 'BUGSNAG');
    const admin = await createMember(server, { status: 'UNVERIFIED', technicalAdmin: true });
    hers = await Visitor.signedIn(browser, server.url, karin.email);
    admins = await Visitor.signedIn(browser, server.url, admin.email);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function askToBeErased() {
    const { page } = hers;
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Radera mitt konto …' }).press('Enter');
    await untilFocused(page.getByLabel('Lösenord', { exact: true }));
    await page.keyboard.type(testPassword);
    await page.keyboard.press('Enter');
    return (await page.getByLabel('Kod', { exact: true }).innerText()).replaceAll(/\s/g, '');
  }

  async function lookAtReceipt(given: string) {
    const { page } = hers;
    await page.goto('/erasure');
    await page.getByLabel('Kod', { exact: true }).fill(given);
    await page.keyboard.press('Enter');
  }

  it('is asked for her password, is given a code, and changes her mind', async () => {
    const { page } = hers;
    const first = await askToBeErased();
    await page.getByRole('button', { name: 'Jag har sparat koden' }).click();
    await page.getByText('Ditt konto raderas').waitFor();
    await lookAtReceipt(first);
    await page.getByText('Ingenting har raderats än.').waitFor();
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Ångra raderingen' }).click();
    await page.getByText('Raderingen är avbruten.').waitFor();
    await lookAtReceipt(first);
    await page.getByText('Koden känns inte igen').waitFor();
  });

  it('closes the dialog too early, and is shown her code all the same', async () => {
    const { page } = hers;
    const answered = Promise.withResolvers<void>();
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('RequestErasure')) {
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        answered.resolve();
      }
      await route.fallback();
    });
    const given = askToBeErased();
    await answered.promise;
    expect(await given).toMatch(/^[0-9A-Z]{30}$/);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Jag har sparat koden' }).click();
    await page.getByRole('button', { name: 'Ångra raderingen' }).click();
    await page.getByText('Raderingen är avbruten.').waitFor();
  });

  it('leaves for good: her code stays in sight though she is signed out, and shows how far it is', async () => {
    const { page } = hers;
    server.services.config.erasureCoolingOffDays = 0;
    code = await askToBeErased();
    await page.getByText('Du är utloggad överallt.').waitFor();
    await page.getByRole('button', { name: 'Jag har sparat koden' }).click();
    await page.getByRole('heading', { name: 'Raderingskvitto' }).waitFor();
    const { erasureStep } = server.services.db.service;
    await vi.waitUntil(() => erasureStep.count({ where: { state: 'REFUSED' } }), { timeout: 20_000 });
    await lookAtReceipt(code.toLowerCase());
    const named = page.getByRole('listitem').filter({ hasText: 'Inlägg i eget namn' });
    await named.getByText('Klart').waitFor();
    const bugsnag = page.getByRole('listitem').filter({ hasText: 'Bugsnag: fel' });
    expect(await bugsnag.innerText()).toMatch(/^Bugsnag: fel\s+Pågår$/);
    expect(await hers.holds(karin.name)).toBe(false);
    expect(hers.complaints).toEqual([]);
  });

  it('a technical admin asks for another’s on paper, and no key takes the code away before it is saved', async () => {
    await createMember(server, { name: 'Petra Papper', status: 'UNVERIFIED' });
    const { page } = admins;
    await page.goto('/operations/verification');
    const account = page.getByRole('article').filter({ hasText: 'Petra Papper' });
    await account.getByRole('button', { name: 'Radera på begäran' }).click();
    await page.getByLabel('Var finns begäran?').fill('Dnr 2026-17');
    await page.keyboard.press('Enter');
    const code = page.getByLabel('Kod', { exact: true });
    await code.waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await code.innerText()).not.toBe('');
    await page.getByRole('button', { name: 'Stäng' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(admins.complaints).toEqual([]);
  });

  it('a technical admin sees on every page, on a phone too, that a recipient said no, and has it tried again', async () => {
    const { page } = admins;
    await page.goto('/operations/audit');
    await page.setViewportSize({ width: 390, height: 844 });
    const menu = page.getByRole('button', { name: 'Meny' });
    await menu.and(page.getByRole('button', { description: '1 kräver åtgärd' })).waitFor();
    await page.getByText('1', { exact: true }).filter({ visible: true }).first().waitFor();
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.getByRole('link', { name: 'Raderingar (1 kräver åtgärd)' }).click();
    await page.getByRole('link', { name: /^Kräver åtgärd/ }).click();
    const erasure = page.getByRole('article');
    await erasure.getByText('Nyckeln till mottagarens raderingstjänst saknas.').waitFor();
    expect(await admins.holds(karin.name)).toBe(false);
    await erasure.getByRole('button', { name: 'Försök igen: Bugsnag: fel' }).click();
    await page.getByRole('link', { name: 'Raderingar', exact: true }).waitFor();
    await runErasures(server.services);
    await page.reload();
    await page.getByRole('link', { name: 'Raderingar (1 kräver åtgärd)' }).waitFor();
    expect(admins.complaints).toEqual([]);
  });
});
