import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, untilFocused, Visitor } from '../support/browser.ts';
import {
  createMember,
  type Member,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';

describe.skipIf(chromiumAbsent)('a member changes her password', () => {
  let server: TestServer;
  let browser: Browser;
  let karin: Member;

  beforeAll(async () => {
    server = await startTestServer({ env: { KONSILIUM_WORKER: 'off' } });
    browser = await launchBrowser();
    karin = await createMember(server, { name: 'Karin Kodlås' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('by keyboard: what is wrong is said, and everywhere else she is signed out', async () => {
    const here = await Visitor.signedIn(browser, server.url, karin.email, 390);
    const elsewhere = await Visitor.signedIn(browser, server.url, karin.email);
    const { page } = here;
    await page.goto('/settings');
    const section = page.getByRole('region', { name: 'Byt lösenord' });
    const [old, next] = [section.getByLabel('Ditt nuvarande lösenord'), section.getByLabel('Nytt lösenord')];
    await old.fill('fel lösenord');
    await next.fill('för kort');
    await page.keyboard.press('Enter');
    await section.getByText('Lösenordet är för kort.').waitFor();
    await untilFocused(next);
    await next.fill('ett nytt lösenord');
    await page.keyboard.press('Enter');
    await section.getByText('Lösenordet stämmer inte.').waitFor();
    await old.fill(testPassword);
    await page.keyboard.press('Enter');
    await section.getByText('Lösenordet är bytt.').waitFor();
    expect(await old.inputValue()).toBe('');

    await page.reload();
    await section.waitFor();
    await elsewhere.page.goto('/settings');
    await elsewhere.page.getByRole('heading', { name: 'Logga in' }).waitFor();
    await elsewhere.signIn(karin.email, 'ett nytt lösenord');
    await elsewhere.page.getByRole('region', { name: 'Byt lösenord' }).waitFor();
    expect([...here.complaints, ...elsewhere.complaints]).toEqual([]);
  });
});
