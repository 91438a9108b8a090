import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireImages } from '../../api/images/expire-images.ts';
import { chromiumAbsent, launchBrowser, tellInOrder, Visitor } from '../support/browser.ts';
import { Fingers, spotsOf } from '../support/fingers.ts';
import { askWithImages, imageInput, uploadPicture } from '../support/images.ts';
import { readPixels, takePhotograph } from '../support/pictures.ts';
import { chooseImages } from '../support/preparing-images.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

describe.skipIf(chromiumAbsent)('images on a phone, by touch', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let writer: Member;
  let author: Visitor;
  let fingers: Fingers;
  let question: string;
  const uploads: Buffer[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    writer = await signInAs(server, { name: 'Siri Skogsnäva', specialtyCode: 'internmedicin' });
    const pictures = [await uploadPicture(writer.client), await uploadPicture(writer.client)];
    question = await askWithImages(
      writer.client,
      pictures.map((id, at) => imageInput(id, { alt: `Bild ${at + 1}`, sensitive: at === 1 })),
    );
    author = await Visitor.signedIn(browser, server.url, writer.email, 390);
    fingers = await Fingers.on(author.page);
    await author.page.route('**/images', async (route) => {
      uploads.push(route.request().postDataBuffer() ?? Buffer.alloc(0));
      await route.continue();
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const stageOf = (page: Page) => page.getByRole('application', { name: 'Bilden' });
  const boxes = (page: Page) => page.locator('[data-mark]:not([data-corner])');

  async function take(page: Page): Promise<Awaited<ReturnType<typeof readPixels>>> {
    const before = uploads.length;
    await page.getByLabel('Jag har kontrollerat').check();
    await page.getByRole('button', { name: 'Använd bilden' }).tap();
    await page.getByText('Skickad').first().waitFor();
    const sent = uploads[before];
    if (!sent) throw new Error('nothing was sent');
    await page.getByRole('button', { name: 'Ta bort bild 1' }).tap();
    await page.getByText('0 av högst 10').waitFor();
    return readPixels(sent);
  }

  it('a finger draws a box and leads the brush; a second one takes back what the first began', async () => {
    const { page } = author;
    await page.goto('/ask');
    await chooseImages(page, [await takePhotograph(1)]);
    await stageOf(page).waitFor();
    let at = await spotsOf(stageOf(page));
    await fingers.drag({ from: at(0.1, 0.1), to: at(0.4, 0.3) });
    await boxes(page).waitFor();
    await fingers.startThenJoin(at(0.5, 0.7), at(0.7, 0.9), at(0.2, 0.9));
    expect(await boxes(page).count()).toBe(1);
    await page.getByText('Pensel', { exact: true }).tap();
    await page.getByRole('radiogroup', { name: 'Penselns bredd' }).waitFor();
    at = await spotsOf(stageOf(page));
    await fingers.drag({ from: at(0.6, 0.5), to: at(0.9, 0.5) });
    await page.locator('polyline').waitFor({ state: 'attached' });
    const pixels = await take(page);
    for (const x of [0.12, 0.25, 0.38]) expect(pixels.lightAt(x, 0.2)).toBeLessThan(6);
    for (const x of [0.62, 0.75, 0.88]) expect(pixels.lightAt(x, 0.5)).toBeLessThan(6);
    expect(pixels.lightAt(0.6, 0.8)).toBeGreaterThan(60);
  });

  it('a photograph that was taken with the phone on its side is upright in the editor, and as it is sent', async () => {
    const { page } = author;
    const sky = '<svg width="1200" height="200"><rect width="1200" height="200" fill="#00f"/></svg>';
    const lying = await sharp(await takePhotograph(2, 1200, 800))
      .composite([{ input: Buffer.from(sky), top: 0, left: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    await chooseImages(page, [lying]);
    await stageOf(page).waitFor();
    const { width, height } = (await stageOf(page).boundingBox()) ?? { width: 0, height: 1 };
    expect(width / height).toBeCloseTo(800 / 1200, 1);
    const pixels = await take(page);
    expect(pixels).toMatchObject({ width: 800, height: 1200 });
    expect(pixels.lightAt(0.95, 0.1), 'what was above is at the right').toBeCloseTo(85, -1);
    expect(pixels.lightAt(0.05, 0.1)).toBeGreaterThan(100);
  });

  it('what is pasted, and what is dropped on the form, opens the editor', async () => {
    const { page } = author;
    const bytes = (await takePhotograph(3, 300, 200)).toString('base64');
    for (const way of ['paste', 'drop'] as const) {
      await page.getByLabel('Din fråga').evaluate(
        (field, { way, bytes }) => {
          const data = new DataTransfer();
          const file = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
          data.items.add(new File([file], 'image.png', { type: 'image/jpeg' }));
          const how = { bubbles: true, cancelable: true };
          field.dispatchEvent(
            way === 'paste'
              ? new ClipboardEvent('paste', { ...how, clipboardData: data })
              : new DragEvent('drop', { ...how, dataTransfer: data }),
          );
        },
        { way, bytes },
      );
      await stageOf(page).waitFor();
      await page.getByRole('button', { name: 'Avbryt' }).tap();
      await stageOf(page).waitFor({ state: 'detached' });
    }
  });

  it('HEIC that the browser cannot read, and an eleventh image, are refused in a sentence', async () => {
    const { page } = author;
    const heic = Buffer.alloc(4096);
    heic.writeUInt32BE(24, 0);
    heic.write('ftypheic', 4);
    await chooseImages(page, [heic], 'IMG_0001.HEIC');
    await page.getByText('Webbläsaren kan inte läsa HEIC.').waitFor();
    const small = await takePhotograph(3, 300, 200);
    await chooseImages(page, Array<Buffer>(11).fill(small));
    await page.getByText('En fråga eller ett svar kan ha högst 10 bilder.').waitFor();
    await page.getByRole('heading', { name: '(1 av 10)' }).waitFor();
  });

  it('opens a picture, zooms with two fingers, and goes to the next with one', async () => {
    const { page } = author;
    await page.goto(`/consultations/${question}`);
    await page.getByRole('button', { name: /^Visa bilden/ }).tap();
    await page.getByRole('button', { name: /Bild 2$/ }).waitFor();
    await page.getByRole('button', { name: /Bild 1$/ }).tap();
    const dialog = page.getByRole('dialog', { name: 'Bild i helskärm' });
    await dialog.locator('img[srcset][data-loaded]').waitFor();
    const at = await spotsOf(dialog);
    await fingers.drag({ from: at(0.8, 0.5), to: at(0.2, 0.5) });
    await dialog.getByText('2 av 2').waitFor();
    await dialog.locator('img[srcset][data-loaded]').waitFor();
    await fingers.drag({ from: at(0.45, 0.5), to: at(0.2, 0.5) }, { from: at(0.55, 0.5), to: at(0.8, 0.5) });
    await page.waitForFunction(() => {
      const moved = document.querySelector('.react-transform-component');
      return moved !== null && new DOMMatrix(getComputedStyle(moved).transform).a > 1.5;
    });
    await fingers.drag({ from: at(0.8, 0.5), to: at(0.2, 0.5) });
    expect(await dialog.getByText('2 av 2').count(), 'zoomed, a finger moves the picture').toBe(1);
    await dialog.getByRole('button', { name: 'Stäng' }).tap();
    await dialog.waitFor({ state: 'detached' });
  });

  it('the owner sees which image goes soon, keeps it sixty days more, and reads a note once it has gone', async () => {
    const { page } = author;
    const { image } = server.services.db.service;
    const inSixDays = new Date(Math.floor(Date.now() / 86_400_000 + 6) * 86_400_000);
    await image.updateMany({ where: { alt: 'Bild 1' }, data: { expiresOn: inSixDays } });
    await page.goto('/mine');
    const notice = page.getByRole('alert').filter({ hasText: 'Bilder som snart tas bort' });
    await notice.getByText(/1 bild, tas bort /).waitFor();
    await notice.getByRole('link', { name: 'Utslag på underarmen' }).tap();
    const extend = page.getByRole('button', { name: 'Förläng med 60 dagar: bild 1' });
    await extend.tap();
    await extend.waitFor({ state: 'detached' });
    const { expiresOn } = await image.findFirstOrThrow({
      where: { alt: 'Bild 1' },
      select: { expiresOn: true },
    });
    expect(expiresOn?.getTime()).toBeGreaterThan(inSixDays.getTime() + 50 * 86_400_000);
    server.clock.advance(61 * 86_400_000);
    await expireImages(server.services);
    await page.reload();
    await page.getByText('Bildens tid har gått ut.').first().waitFor();
    await page.getByText('Konstgjorda bilder av ett påhittat utslag.').waitFor();
    expect(author.complaints).toEqual([]);
  });
});
