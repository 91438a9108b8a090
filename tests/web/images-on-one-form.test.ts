import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, tellInOrder, untilFocused, Visitor } from '../support/browser.ts';
import { askWithImages, imageInput, uploadForm, uploadPicture } from '../support/images.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

describe.skipIf(chromiumAbsent)('the code for a patient whose images stand on one form, on a phone', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let writer: Member;
  let author: Visitor;

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    writer = await signInAs(server, { name: 'Siri Skogsnäva', specialtyCode: 'internmedicin' });
    author = await Visitor.signedIn(browser, server.url, writer.email, 390);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens the dialog of the first image of a question with two images on one form and some on none. */
  async function askForCode(oral: number): Promise<Locator> {
    const { client } = writer;
    const formId = await uploadForm(client);
    const images = [];
    for (let at = 0; at < 2 + oral; at += 1) {
      const consent = at < 2 ? { consent: 'WRITTEN', formId } : {};
      images.push(imageInput(await uploadPicture(client), consent));
    }
    const question = await askWithImages(client, images);
    const { page } = author;
    await page.goto(`/consultations/${question}`);
    await page.getByRole('button', { name: 'Hantera bild 1' }).tap();
    await page.getByRole('menuitem', { name: 'Kod till patienten' }).tap();
    return page.getByRole('dialog', { name: 'Kod till patienten' });
  }

  it('is for them together, and is not lost by a tap beside it', async () => {
    const dialog = await askForCode(1);
    await dialog.getByRole('radio', { name: 'De 2 bilder som står på samma blankett' }).waitFor();
    await dialog.getByRole('radio', { name: 'Alla 3 bilder av patienter i inlägget' }).waitFor();
    await dialog.getByRole('button', { name: 'Gör en kod' }).tap();
    const shown = dialog.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
    const code = (await shown.textContent()) ?? '';
    await author.page.touchscreen.tap(195, 880);

    const patient = await Visitor.arrive(browser, server.url, 390);
    await patient.page.goto('/withdraw-image');
    await patient.page.getByLabel('Koden på din lapp').fill(code);
    await patient.page.getByRole('button', { name: 'Ta bort bilden' }).tap();
    await patient.page.getByText('2 bilder är borttagna').waitFor();
    expect(await shown.textContent()).toBe(code);
    await author.page.reload();
    await author.page.getByText('Samtycket till bilden har tagits tillbaka').nth(1).waitFor();
    await author.page.getByRole('button', { name: 'Hantera bild 3' }).waitFor();
  });

  it('leaves no choice where there are no others', async () => {
    const dialog = await askForCode(0);
    await dialog.getByText('Koden gäller alla 2 bilder som står på samma blankett.').waitFor();
    expect(await dialog.getByRole('radio').count()).toBe(0);
  });

  it('the keyboard goes on at the note that takes the place of an image', async () => {
    const { page } = author;
    await page.reload();
    await page.getByRole('button', { name: 'Hantera bild 2' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Ta bort bilden' }).press('Enter');
    const asked = page.getByRole('dialog', { name: 'Ta bort bilden?' });
    await asked.getByRole('button', { name: 'Ta bort bilden' }).press('Enter');
    await asked.waitFor({ state: 'detached' });
    await untilFocused(page.getByRole('listitem').filter({ hasText: 'Bilden är borttagen.' }));
    expect(author.complaints).toEqual([]);
  });
});
