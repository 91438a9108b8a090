import type { Browser, Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { chromiumAbsent, launchBrowser, tellInOrder, Visitor } from '../support/browser.ts';
import { signedForm } from '../support/images.ts';
import { pictureSecret, readPixels, takePhotograph, takeXray } from '../support/pictures.ts';
import { chooseImages, takeImage } from '../support/preparing-images.ts';
import { createMember, startTestServer, type TestServer } from '../support/server.ts';

const title = 'Utslag på underarmen';
const alt = 'Påhittat utslag';

describe.skipIf(chromiumAbsent)('images before they are published, in the browser', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let asker: Visitor;
  const photographs: Buffer[] = [];
  /** All that the asker's browser has sent since the test began. */
  let sent: { request: Request; body: Buffer | null }[] = [];
  const record = (request: Request) => sent.push({ request, body: request.postDataBuffer() });

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    const author = await createMember(server, { name: 'Aina Blåsippa', specialtyCode: 'dermatologi' });
    for (const seed of [1, 2]) photographs.push(await takePhotograph(seed));
    asker = await Visitor.signedIn(browser, server.url, author.email);
    // Of a request that is held on its way the browser tells the whole body.
    await asker.page.route('**/*', async (route) => {
      record(route.request());
      await route.fallback();
    });
    await asker.page.goto('/ask');
  });
  beforeEach(() => {
    sent = [];
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const uploads = () =>
    sent.filter(
      ({ request }) => request.method() === 'POST' && new URL(request.url()).pathname === '/images',
    );
  const takeAway = async (page: Page) => {
    await page.getByRole('button', { name: 'Ta bort bild 1' }).click();
    await page.getByText('0 av högst 10').waitFor();
  };
  const uploaded = async (page: Page) => {
    await page.getByText('Skickad').first().waitFor();
    const [upload] = uploads();
    if (!upload?.body) throw new Error('nothing was uploaded');
    return upload.body;
  };

  it('a box that is drawn is burnt in, and nothing of the original leaves the machine', async () => {
    const { page } = asker;
    const [original = Buffer.alloc(0)] = photographs;
    await chooseImages(page, [original]);
    const stage = page.getByRole('application', { name: 'Bilden' });
    await stage.waitFor();
    const place = await stage.boundingBox();
    if (!place) throw new Error('the picture is nowhere');
    const at = (x: number, y: number) => [place.x + place.width * x, place.y + place.height * y] as const;
    await page.mouse.move(...at(0.1, 0.1));
    await page.mouse.down();
    await page.mouse.move(...at(0.3, 0.2), { steps: 4 });
    await page.mouse.move(...at(0.4, 0.3), { steps: 4 });
    await page.mouse.up();
    expect(uploads()).toHaveLength(0);

    await page.getByRole('button', { name: 'Använd bilden' }).click();
    await page.getByText('Kontrollera bilden och kryssa i här.').waitFor();
    expect(uploads()).toHaveLength(0);
    await takeImage(page);
    const bytes = await uploaded(page);
    const pixels = await readPixels(bytes);
    expect(pixels).toMatchObject({ format: 'jpeg', width: 1200, height: 900 });
    for (const [x, y] of [
      [0.11, 0.11],
      [0.25, 0.2],
      [0.39, 0.29],
    ] as const) {
      expect(pixels.lightAt(x, y), `at ${x}, ${y}`).toBeLessThan(6);
    }
    expect(pixels.lightAt(0.08, 0.2)).toBeGreaterThan(60);
    expect(pixels.lightAt(0.43, 0.2)).toBeGreaterThan(60);
    const fragment = original.subarray(original.length / 2, original.length / 2 + 48);
    for (const { body: bodyOf } of sent) {
      expect(bodyOf?.includes(pictureSecret) ?? false).toBe(false);
      expect(bodyOf?.includes(fragment) ?? false).toBe(false);
    }
    await takeAway(page);
  });

  it('without a mouse: a box, the brush, a turn and a crop', async () => {
    const { page } = asker;
    await chooseImages(page, photographs.slice(1, 2));
    const stage = page.getByRole('application', { name: 'Bilden' });
    await stage.waitFor();
    await page.getByRole('button', { name: 'Lägg till en ruta' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-mark]:focus').waitFor();
    // From the middle to the upper left corner.
    for (let step = 0; step < 45; step += 1) await page.keyboard.press('ArrowLeft');
    for (let step = 0; step < 45; step += 1) await page.keyboard.press('ArrowUp');
    // The tool is a choice as any other; the brush is led from the picture.
    await page.getByRole('radio', { name: 'Ruta' }).focus();
    await page.keyboard.press('ArrowRight');
    await stage.focus();
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Vrid åt höger' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Beskär' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Dra i ramen').waitFor();
    await page.getByRole('button', { name: 'Beskär' }).focus();
    await page.keyboard.press('Enter');
    await stage.waitFor();
    await takeImage(page);
    const pixels = await readPixels(await uploaded(page));
    // 1200 by 900, turned, and of either side 92 hundredths kept.
    expect(pixels.width).toBeGreaterThan(822);
    expect(pixels.width).toBeLessThan(834);
    expect(pixels.height).toBeGreaterThan(1098);
    expect(pixels.height).toBeLessThan(1110);
    // What was at the upper left is at the upper right now.
    expect(pixels.lightAt(0.97, 0.1)).toBeLessThan(6);
    expect(pixels.lightAt(0.03, 0.1)).toBeGreaterThan(60);
    // The stroke lay 120 pixels below the middle; it is as far to the left of it now, and runs downwards.
    const left = 0.5 - 120 / 828;
    expect(pixels.lightAt(left, 0.53)).toBeLessThan(6);
    expect(pixels.lightAt(left, 0.47)).toBeGreaterThan(40);
    await takeAway(page);
  });

  it('text burnt into an X-ray is found without being asked for, and covered', async () => {
    const { page } = asker;
    await chooseImages(page, [await takeXray()]);
    await page.getByText(/ställen? med text hittades/).waitFor({ timeout: 90_000 });
    const elsewhere = sent.filter(({ request }) => !request.url().startsWith(server.url));
    expect(elsewhere.map(({ request }) => request.url())).toEqual([]);
    await page.getByRole('button', { name: /^Godta/ }).click();
    await takeImage(page);
    const pixels = await readPixels(await uploaded(page));
    for (let x = 0.05; x < 0.3; x += 0.01) {
      expect(pixels.lightAt(x, 0.058)).toBeLessThan(16);
      expect(pixels.lightAt(x, 0.118)).toBeLessThan(16);
    }
    await takeAway(page);
  }, 150_000);

  it('also where the picture lies on its side', async () => {
    const { page } = asker;
    await chooseImages(page, [
      await sharp(await takeXray())
        .rotate(90)
        .png()
        .toBuffer(),
    ]);
    await page.getByText(/ställen? med text hittades/).waitFor({ timeout: 90_000 });
    await page.getByRole('button', { name: /^Godta/ }).click();
    await takeImage(page);
    const pixels = await readPixels(await uploaded(page));
    for (let y = 0.05; y < 0.3; y += 0.01) expect(pixels.lightAt(1 - 0.058, y)).toBeLessThan(16);
    await takeAway(page);
  }, 150_000);

  it('a file that has arrived is said to be prepared, and not yet to be there', async () => {
    const { page } = asker;
    const { decoders } = server.services;
    const decode = decoders.run.bind(decoders);
    const slow = Promise.withResolvers<void>();
    vi.spyOn(decoders, 'run').mockImplementationOnce(async (task) => {
      await slow.promise;
      return decode(task);
    });
    await chooseImages(page, photographs.slice(0, 1));
    await takeImage(page);
    await page.getByText('Mottagen, bearbetas').waitFor();
    expect(await page.getByText('Skickad').count()).toBe(0);
    slow.resolve();
    await uploaded(page);
    await takeAway(page);
  });

  it('what is no picture is refused politely, and the text stays', async () => {
    const { page } = asker;
    await page.getByLabel('Rubrik').fill(title);
    await chooseImages(page, [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')]);
    await page.getByText('Filen är ingen bild som går att använda.').waitFor();
    await chooseImages(page, [Buffer.concat([photographs[0] ?? Buffer.alloc(0)]).subarray(0, 900)]);
    await page.getByText('Bilden gick inte att läsa.').waitFor();
    const strip = { width: 20_001, height: 2, channels: 3, background: '#c99' } as const;
    await chooseImages(page, [await sharp({ create: strip }).png().toBuffer()]);
    await page.getByText('Bilden har för många bildpunkter.').waitFor();
    await page.locator('input[type="file"][multiple]').evaluate((input: HTMLInputElement) => {
      const chosen = new DataTransfer();
      chosen.items.add(new File([new Uint8Array(25 * 1024 * 1024 + 1)], 'stor.jpg'));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByText('Filen är för stor.').waitFor();
    expect(await page.getByLabel('Rubrik').inputValue()).toBe(title);
    expect(uploads()).toHaveLength(0);
  });

  it('a form that was replaced, or whose image is taken away, does not lie with the server', async () => {
    const { page } = asker;
    const { consentForm } = server.services.db.service;
    const patience = { timeout: 20_000 };
    const forms = () => consentForm.findMany({ select: { id: true } });
    const attach = (name: string) =>
      page
        .locator('input[type="file"][accept^="application/pdf"]')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: signedForm });
    await chooseImages(page, photographs.slice(0, 1));
    await takeImage(page);
    await uploaded(page);
    await page.getByLabel('Skriftligt samtycke').check();
    await attach('forsta.pdf');
    const [first] = await vi.waitUntil(async () => ((await forms()).length === 1 ? forms() : null), patience);
    await page.locator('#ask-images').getByText('Skickad').nth(1).waitFor();
    await attach('andra.pdf');
    await vi.waitUntil(async () => {
      const left = await forms();
      return left.length === 1 && left[0]?.id !== first?.id;
    }, patience);
    await page.locator('#ask-images').getByText('Skickad').nth(1).waitFor();

    await chooseImages(page, photographs.slice(1, 2));
    await takeImage(page);
    const second = page.locator('#ask-images li').nth(1);
    await second.getByText('Skickad').waitFor();
    await second.getByLabel('Skriftligt samtycke').check();
    await second.getByRole('button', { name: 'Samma blankett som bild 1' }).click();
    await second.getByText('andra.pdf').waitFor();
    await page.getByRole('button', { name: 'Ta bort bild 1' }).click();
    await page.getByText('1 av högst 10').waitFor();
    await page.getByText('andra.pdf').waitFor();
    expect(await forms()).toHaveLength(1);
    await takeAway(page);
    await vi.waitUntil(async () => (await forms()).length === 0, patience);
  });

  it('an image that has waited for a day is gone, and that is said', async () => {
    const { page } = asker;
    await chooseImages(page, photographs.slice(0, 1));
    await takeImage(page);
    await uploaded(page);
    await page.clock.setFixedTime(Date.now() + 24 * 3_600_000);
    await page.reload();
    const told = page.getByText('En bild som du hade förberett är borttagen');
    await told.waitFor();
    await page.getByText('0 av högst 10').waitFor();
    await page.getByRole('status').filter({ has: told }).getByRole('button', { name: 'Stäng' }).click();
    await told.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('0 av högst 10').waitFor();
    expect(await told.count()).toBe(0);
    await page.clock.setFixedTime(Date.now());
  });

  it('a broken line is tried again by itself, under the same name', async () => {
    const { page } = asker;
    let attempt = 0;
    await page.route('**/images', async (route) => {
      attempt += 1;
      record(route.request());
      if (attempt === 1) await route.abort('connectionreset');
      else if (attempt === 2) await route.fulfill({ status: 503, json: { code: 'IMAGE_BUSY' } });
      else await route.continue();
    });
    await chooseImages(page, photographs.slice(0, 1));
    await takeImage(page);
    await page.getByText('Ingen förbindelse.').waitFor();
    // Only this page has it yet: it is not closed without a question.
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await page.getByLabel('Beskriv bilden').fill(alt);
    await page.getByText('Skickad').waitFor();
    await page.unroute('**/images');
    const names = uploads().map(({ request }) => request.headers()['x-upload-id']);
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(1);
    expect(await page.getByLabel('Beskriv bilden').inputValue()).toBe(alt);
  });

  it('she had nothing to complain of', () => {
    expect(asker.complaints).toEqual([]);
  });
});
