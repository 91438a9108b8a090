import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, tellInOrder, untilFocused, Visitor } from '../support/browser.ts';
import { takePhotograph } from '../support/pictures.ts';
import { chooseImages, takeImage } from '../support/preparing-images.ts';
import { createMember, type Member, startTestServer, type TestServer } from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

const body = 'Sex konstgjorda bilder av ett påhittat utslag. Vad gör ni?';
const alt = (number: number) => `Påhittat utslag ${number}`;

describe.skipIf(chromiumAbsent)('six images of a question, in the browser', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let asker: Visitor;
  let colleague: Member;
  let reader: Visitor;
  let question = '';

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    await holdTestCeremony(server);
    const author = await createMember(server, { name: 'Aina Blåsippa', specialtyCode: 'dermatologi' });
    colleague = await createMember(server, { name: 'Bror Gullviva', specialtyCode: 'allmanmedicin' });
    asker = await Visitor.signedIn(browser, server.url, author.email);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('asks with six, and loses none of them by a failure or by loading the page anew', async () => {
    const { page } = asker;
    const photographs = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => takePhotograph(seed)));
    await page.goto('/ask');
    await page.getByLabel('Rubrik').fill('Utslag på sex ställen');
    await chooseImages(page, photographs);
    for (let number = 1; number <= 6; number += 1) {
      await page.getByRole('heading', { name: `(${number} av 6)` }).waitFor();
      await takeImage(page);
    }
    await page.getByRole('radio', { name: /^Anonymt/ }).click();
    await page.getByRole('radio', { name: 'Direkt' }).check();
    await page.getByRole('radio', { name: 'Fråga' }).check();
    await page.locator('#ask-specialty').click();
    await page.locator('#ask-specialty').fill('Internmedicin');
    await page
      .getByRole('option', { name: /^Internmedicin/ })
      .first()
      .click();
    await page.getByLabel('Din fråga').fill(body);
    await page.getByRole('button', { name: 'Publicera anonymt' }).click();
    await page.getByText('Beskriv bilden med några ord.').first().waitFor();

    const cards = page.locator('#ask-images li');
    for (let number = 1; number <= 6; number += 1) {
      const card = cards.nth(number - 1);
      await card.getByLabel('Beskriv bilden').fill(alt(number));
      await card.getByRole('radio', { name: number <= 2 ? 'Muntligt samtycke' : 'Ingen patient' }).check();
    }
    await cards.nth(5).getByLabel('Känslig bild').check();
    await cards.nth(1).getByRole('button', { name: 'Flytta bild 2 uppåt' }).click();
    expect(await cards.first().getByLabel('Beskriv bilden').inputValue()).toBe(alt(2));
    await cards.first().getByRole('button', { name: 'Flytta bild 1 nedåt' }).click();
    await page.waitForFunction(
      () => document.querySelector('#ask-images')?.textContent?.split('Skickad').length === 7,
    );

    await page.route('**/graphql', (route) => route.fulfill({ status: 500, json: {} }));
    await page.getByRole('button', { name: 'Publicera anonymt' }).click();
    await page.getByText('Något gick fel').waitFor();
    await page.unroute('**/graphql');
    await page.reload();
    await page.getByText('Ditt utkast är återställt.').waitFor();
    expect(await cards.count()).toBe(6);
    expect(await cards.nth(5).getByLabel('Känslig bild').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Publicera anonymt' }).click();
    await page.getByText('Din fråga är mottagen').waitFor();
    await page.getByRole('article').getByRole('link').first().click();
    await page.waitForURL(/\/consultations\/[0-9a-f-]{36}$/);
    question = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Hantera bild 1' }).waitFor();
    await page.goto('/ask');
    await page.getByText('0 av högst 10').waitFor();
  });

  it('a colleague sees them on a phone, in their small variants', async () => {
    reader = await Visitor.signedIn(browser, server.url, colleague.email, 390, 2);
    const { page } = reader;
    const got: { path: string; size: number }[] = [];
    page.on('requestfinished', async (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.startsWith('/images/')) return;
      got.push({ path: pathname, size: (await request.sizes()).responseBodySize });
    });
    await page.goto(question);
    const pictures = page.locator('article img[srcset]');
    await pictures.first().waitFor();
    await page.getByRole('button', { name: /^Visa bilden/ }).click();
    for (let index = 0; index < 6; index += 1) await pictures.nth(index).scrollIntoViewIfNeeded();
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll<HTMLImageElement>('article img[srcset]')].filter(
          (image) => image.complete && image.naturalWidth > 0,
        ).length === 6,
    );
    await expect.poll(() => got.length).toBe(6);
    for (const { path } of got) expect(path).toMatch(/\/320$/);
    expect(got.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(300_000);
    expect(await page.getByRole('button', { name: /Hantera/ }).count()).toBe(0);
  });

  it('opens one by the keyboard, goes to the next, zooms and comes back', async () => {
    const { page } = reader;
    await page.getByRole('button', { name: new RegExp(alt(1)) }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Bild i helskärm' });
    await dialog.getByText('1 av 6').waitFor();
    await untilFocused(dialog.getByRole('button', { name: 'Stäng' }));
    await page.keyboard.press('ArrowRight');
    await dialog.getByText(alt(2), { exact: true }).waitFor();
    await dialog.locator('img[srcset][data-loaded]').waitFor();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.waitForFunction(() => {
      const moved = document.querySelector('.react-transform-component');
      return moved !== null && new DOMMatrix(getComputedStyle(moved).transform).a > 1.3;
    });
    await page.keyboard.press('ArrowRight');
    expect(await dialog.getByText('2 av 6').count()).toBe(1);
    for (const filled of [true, false]) {
      await page.keyboard.press('f');
      await page.waitForFunction((wanted) => (document.fullscreenElement !== null) === wanted, filled);
    }
    await page.keyboard.press('0');
    await page.keyboard.press('ArrowLeft');
    await dialog.getByText('1 av 6').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator(`button[aria-label*="${alt(1)}"]:focus`).waitFor();
  });

  it('the way back closes it where she had come to, and stays with the question', async () => {
    const { page } = reader;
    const at = page.url();
    const picture = page.locator(`button[aria-label*="${alt(3)}"]`);
    await picture.scrollIntoViewIfNeeded();
    const height = await page.evaluate(() => window.scrollY);
    await picture.click();
    const dialog = page.getByRole('dialog', { name: 'Bild i helskärm' });
    await dialog.getByText('3 av 6').waitFor();
    await page.keyboard.press('ArrowRight');
    await dialog.getByText('4 av 6').waitFor();
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    await page.locator(`button[aria-label*="${alt(4)}"]:focus`).waitFor();
    expect(page.url()).toBe(at);
    // The focus may bring the next picture into sight, no more.
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - height)).toBeLessThan(400);
    // Pressed twice in haste, Escape goes back once.
    await page.keyboard.press('Enter');
    await dialog.getByText('4 av 6').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(page.url()).toBe(at);
  });

  it('the author makes a code for the patient, who takes her images away without signing in', async () => {
    await reader.page.clock.install();
    await reader.page.goto(question);
    await reader.page.getByRole('button', { name: new RegExp(alt(1)) }).click();
    const filling = reader.page.getByRole('dialog', { name: 'Bild i helskärm' });
    await filling.getByText('1 av 6').waitFor();
    const { page } = asker;
    await page.goto(question);
    await page.getByRole('button', { name: 'Hantera bild 1' }).click();
    await page.getByRole('menuitem', { name: 'Kod till patienten' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kod till patienten' });
    await dialog.getByRole('radio', { name: 'Alla 2 bilder av patienter i inlägget' }).check();
    await dialog.getByRole('button', { name: 'Gör en kod' }).click();
    const shown = dialog.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
    await shown.waitFor();
    const code = (await shown.textContent()) ?? '';

    const patient = await Visitor.arrive(browser, server.url, 390);
    await patient.page.goto('/withdraw-image');
    await patient.page.getByLabel('Koden på din lapp').fill('ABCD-EFGH');
    await patient.page.getByRole('button', { name: 'Ta bort bilden' }).click();
    await patient.page.getByText('Koden stämmer inte, eller så är bilden redan borttagen.').waitFor();
    await patient.page.getByLabel('Koden på din lapp').fill(code.toLowerCase());
    await patient.page.getByRole('button', { name: 'Ta bort bilden' }).click();
    await patient.page.getByText('2 bilder är borttagna').waitFor();
    expect(patient.complaints).toEqual([]);
    await patient.leave();

    // The page that a colleague has open shows it no more either, within a minute.
    await reader.page.clock.runFor(55_000);
    await reader.page.getByText('Samtycket till bilden har tagits tillbaka').nth(1).waitFor();
    await filling.waitFor({ state: 'detached' });
    await untilFocused(reader.page.locator('li[id^="image-"]').first());
    // And leaves no step back behind that would do nothing.
    await expect.poll(() => reader.page.evaluate(() => history.state?.usr ?? null)).toBeNull();
    await reader.page.locator('article img[srcset]').first().waitFor();
    for (const number of [1, 2]) {
      expect(await reader.page.getByRole('button', { name: new RegExp(alt(number)) }).count()).toBe(0);
    }
  });

  it('nobody had anything to complain of', () => {
    expect(asker.complaints).toEqual([]);
    expect(reader.complaints).toEqual([]);
  });
});
