import type { Page } from 'playwright-core';

/** Chooses image files on a form: the editor opens with the first of them. */
export const chooseImages = (page: Page, files: readonly Buffer[], name = 'bild.jpg'): Promise<void> =>
  page
    .locator('input[type="file"][multiple]')
    .setInputFiles(files.map((buffer) => ({ name, mimeType: 'image/jpeg', buffer })));

/** Says in the editor that the image has been checked, and takes it as it is there. */
export async function takeImage(page: Page): Promise<void> {
  await page.getByLabel('Jag har kontrollerat').check();
  await page.getByRole('button', { name: 'Använd bilden' }).click();
}
