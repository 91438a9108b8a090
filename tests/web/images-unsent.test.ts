import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, tellInOrder, untilFocused, Visitor } from '../support/browser.ts';
import { signedForm } from '../support/images.ts';
import { takePhotograph } from '../support/pictures.ts';
import { chooseImages, takeImage } from '../support/preparing-images.ts';
import { createMember, startTestServer, type TestServer } from '../support/server.ts';

/** Holds requests back until they are let through. */
async function holdBack(page: Page, address: string): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await gate.promise;
    await route.continue();
  });
  return gate.resolve;
}

describe.skipIf(chromiumAbsent)('leaving a page with images that are not sent, on a phone', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let asker: Visitor;
  let page: Page;
  const asked = () => page.getByRole('dialog', { name: 'Lämna sidan?' });
  const cards = () => page.locator('#ask-images li');
  const home = () => page.getByRole('link', { name: 'Konsilium' });

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    const author = await createMember(server, { name: 'Aina Blåsippa', specialtyCode: 'dermatologi' });
    asker = await Visitor.signedIn(browser, server.url, author.email, 390);
    ({ page } = asker);
    await page.getByRole('banner').getByRole('link', { name: 'Ställ en fråga' }).click();
    await page.getByLabel('Rubrik').fill('Utslag');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function goHome(): Promise<void> {
    await home().click();
    await page.waitForURL(/\/$/);
  }

  it('nothing is asked where nothing is lost', async () => {
    await goHome();
    await page.goBack();
    expect(await page.getByLabel('Rubrik').inputValue()).toBe('Utslag');
  });

  it('the way back is asked about while an image is being prepared, and Escape stays there', async () => {
    await chooseImages(page, [await takePhotograph(1)]);
    await page.getByRole('button', { name: 'Lägg till en ruta' }).click();
    await page.locator('[data-mark]:focus').waitFor();
    await page.goBack();
    await asked().getByText('det du har täckt och beskurit').waitFor();
    await untilFocused(asked().getByRole('button', { name: 'Stäng' }));
    // It stands above the editor: a finger would reach it.
    await asked().getByRole('button', { name: 'Avbryt' }).click({ trial: true, timeout: 5000 });
    await page.keyboard.press('Escape');
    await asked().waitFor({ state: 'detached' });
    await page.locator('[data-mark]:focus').waitFor();
    expect(new URL(page.url()).pathname).toBe('/ask');
  });

  it('a link is asked about while an image is on its way, and not once it has arrived', async () => {
    const letThrough = await holdBack(page, '**/images');
    await takeImage(page);
    await cards().first().waitFor();
    await home().focus();
    await page.keyboard.press('Enter');
    await untilFocused(asked().getByRole('button', { name: 'Stäng' }));
    await page.keyboard.press('Tab');
    await untilFocused(asked().getByRole('button', { name: 'Avbryt' }));
    await page.keyboard.press('Enter');
    await asked().waitFor({ state: 'detached' });
    await untilFocused(home());

    await page.getByRole('button', { name: 'Meny' }).click();
    const questions = page.getByRole('dialog', { name: 'Meny' }).getByText('Frågor', { exact: true });
    await questions.click();
    await asked().getByRole('button', { name: 'Avbryt' }).click();
    await asked().waitFor({ state: 'detached' });
    await untilFocused(questions);
    await page.keyboard.press('Escape');
    await untilFocused(page.getByRole('button', { name: 'Meny' }));

    letThrough();
    await cards().first().getByText('Skickad').waitFor();
    await goHome();
    await page.goBack();
    await cards().first().getByText('Skickad').waitFor();
  });

  it('a form that is on its way is asked about as well, and is lost to her who leaves', async () => {
    const card = cards().first();
    await holdBack(page, '**/images/forms');
    await card.getByLabel('Skriftligt samtycke').check();
    await card
      .locator('input[type="file"]')
      .setInputFiles({ name: 'samtycke.pdf', mimeType: 'application/pdf', buffer: signedForm });
    await card.getByText('samtycke.pdf').waitFor();
    await home().click();
    await asked().getByRole('button', { name: 'Lämna sidan' }).click();
    await page.waitForURL(/\/$/);
    await page.goBack();
    await card.getByText('Skickad').waitFor();
    expect(await card.getByText('samtycke.pdf').count()).toBe(0);
    expect(asker.complaints).toEqual([]);
  });
});
