import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, untilFocused, Visitor } from '../support/browser.ts';
import { picture } from '../support/images.ts';
import { chooseImages, takeImage } from '../support/preparing-images.ts';
import { createMember, startTestServer, type TestServer, testPassword } from '../support/server.ts';
import { newestVersion } from '../support/terms.ts';
import { holdTestCeremony } from '../support/vault.ts';

describe.skipIf(chromiumAbsent)('terms', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startTestServer();
    await holdTestCeremony(server);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const acceptances = (accountId: string) =>
    server.services.db.service.termsAcceptance.findMany({
      where: { accountId },
      select: { version: true },
    });

  it('the dialog keeps what was typed, and the question is published after acceptance', async () => {
    const { email, id } = await createMember(server, {
      acceptedTerms: false,
      specialtyCode: 'internmedicin',
    });
    const visitor = await Visitor.signedIn(browser, server.url, email, 390);
    const { page } = visitor;
    await page.getByRole('region', { name: 'Om villkoren' }).waitFor();
    await page.goto('/ask');
    await page.getByRole('radio', { name: /^Anonymt/ }).click();
    await page.getByRole('radio', { name: 'Patientfall' }).check();
    const specialty = page.getByRole('combobox', { name: 'Specialitet som frågan gäller' });
    await specialty.fill('Internmedicin');
    await page.getByRole('option', { name: 'Internmedicin', exact: true }).click();
    await page.getByLabel('Rubrik').fill('Metabol acidos utan förklaring');
    await page.getByLabel('Din fråga').fill('Anjongap 24, laktat 1,2. Vad mer ska mätas?');
    const publish = page.getByRole('button', { name: 'Publicera anonymt' });

    await publish.click();
    const dialog = page.getByRole('dialog', { name: 'Godkänn villkoren' });
    await dialog.waitFor();
    expect(await acceptances(id)).toEqual([]);
    await dialog.getByRole('button', { name: 'Inte nu' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('alert').getByText('Godkänn dem för att gå vidare').waitFor();
    expect(await page.getByLabel('Rubrik').inputValue()).toBe('Metabol acidos utan förklaring');
    expect(await page.getByLabel('Din fråga').inputValue()).toBe(
      'Anjongap 24, laktat 1,2. Vad mer ska mätas?',
    );
    expect(await server.services.db.service.consultation.count()).toBe(0);

    await publish.click();
    await dialog.waitFor();
    // The dialog holds the focus: by keyboard alone.
    await untilFocused(dialog.getByRole('button', { name: 'Godkänn' }));
    await page.keyboard.press('Enter');
    await page.getByText('Din fråga är mottagen').waitFor();
    expect(await acceptances(id)).toEqual([{ version: '2026-11-01' }]);
    expect(await server.services.db.service.consultation.count()).toBe(1);
    await page.getByRole('region', { name: 'Om villkoren' }).waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('an image that she has prepared waits for her acceptance, and is sent after it', async () => {
    const { email } = await createMember(server, { acceptedTerms: false, specialtyCode: 'internmedicin' });
    const visitor = await Visitor.signedIn(browser, server.url, email, 390);
    const { page } = visitor;
    await page.goto('/ask');
    await chooseImages(page, [await picture(400, 300).jpeg().toBuffer()]);
    await takeImage(page);
    const dialog = page.getByRole('dialog', { name: 'Godkänn villkoren' });
    await dialog.getByRole('button', { name: 'Inte nu' }).click();
    await page.getByText('Skickas när du har godkänt villkoren.').waitFor();
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await dialog.getByRole('button', { name: 'Godkänn' }).click();
    await page.getByText('Skickad').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('the settings show what was accepted', async () => {
    const { email } = await createMember(server);
    const visitor = await Visitor.signedIn(browser, server.url, email);
    await visitor.page.goto('/settings');
    await visitor.page.getByRole('heading', { name: 'Villkor', exact: true }).waitFor();
    await visitor.page.getByRole('link', { name: /^Version / }).waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('nobody registers without having accepted', async () => {
    const visitor = await Visitor.arrive(browser, server.url);
    const { page } = visitor;
    await page.goto('/register');
    await page.getByLabel('För- och efternamn').fill('Nora Nysson');
    await page.getByLabel('E-post').fill('nora@example.test');
    await page.getByRole('combobox', { name: 'Specialitet' }).click();
    await page.getByRole('option', { name: 'Allmänmedicin' }).click();
    await page.getByLabel('Legitimationsnummer').fill('TEST-4712');
    await page.getByLabel('Lösenord', { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: 'Skicka ansökan' }).click();
    await page.getByText('Läs och godkänn villkoren för att skapa ett konto.').waitFor();
    await untilFocused(page.getByRole('checkbox'));
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Skicka ansökan' }).click();
    await page.getByText('Ansökan är mottagen').waitFor();
    const { id } = await server.services.db.service.account.findUniqueOrThrow({
      where: { email: 'nora@example.test' },
      select: { id: true },
    });
    expect(await acceptances(id)).toEqual([{ version: newestVersion }]);
    await visitor.leave();
  });

  it('everybody reads every version and what it changed, in both languages', async () => {
    const visitor = await Visitor.arrive(browser, server.url, 390);
    const { page } = visitor;
    await page.goto('/sign-in');
    await page
      .getByRole('navigation', { name: 'Om tjänsten' })
      .getByRole('link', { name: 'Användarvillkor' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Användarvillkor' }).waitFor();
    await page.getByText('Tjänsten är inte en patientjournal').waitFor();
    await page.getByRole('link', { name: /^Vad som ändrades 20 november/ }).click();
    await page.locator('ins').first().waitFor();
    await page.getByRole('link', { name: 'Integritetspolicy' }).first().click();
    await page.locator('ins').filter({ hasText: 'E-post' }).waitFor();
    await page.getByRole('link', { name: /^Läs versionen 1 november/ }).click();
    await page.getByText('Det här är en äldre version.').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('This is an older version.').waitFor();
    await page.getByRole('heading', { level: 2, name: 'Your rights' }).waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
