import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, Visitor } from '../support/browser.ts';
import { takePhotograph } from '../support/pictures.ts';
import { chooseImages, takeImage } from '../support/preparing-images.ts';
import { createMember, startTestServer, type TestServer } from '../support/server.ts';

describe.skipIf(chromiumAbsent)('images without a line', () => {
  let server: TestServer;
  let browser: Browser;
  let asker: Visitor;

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    const author = await createMember(server, { name: 'Aina Blåsippa', specialtyCode: 'dermatologi' });
    asker = await Visitor.signedIn(browser, server.url, author.email, 390);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('wait for it however long it is away, and are sent when it is back', async () => {
    const { page } = asker;
    await page.clock.install();
    await page.goto('/ask');
    await chooseImages(page, [await takePhotograph(1)]);
    const waiting = page.getByRole('status').filter({ hasText: 'Ingen förbindelse. Filen skickas igen' });
    let failed = 0;
    page.on('requestfailed', (request) => {
      if (new URL(request.url()).pathname === '/images') failed += 1;
    });
    await page.context().setOffline(true);
    await takeImage(page);
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await expect.poll(() => failed).toBe(attempt);
      await waiting.waitFor();
      await page.clock.runFor(21_000);
    }
    expect(await waiting.locator('svg').boundingBox()).toMatchObject({ width: 17, height: 17 });
    await page.context().setOffline(false);
    await page.getByText('Skickad').waitFor();
    expect(asker.complaints).toEqual([]);
  });
});
