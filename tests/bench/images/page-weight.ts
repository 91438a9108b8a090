import { launchBrowser, Visitor } from '../../support/browser.ts';
import { askWithImages, imageInput, uploadPicture } from '../../support/images.ts';
import type { Figure } from './figures.ts';
import type { BenchService } from './service.ts';

const goalBytes = 300_000;

/** What the images of a question transfer to a telephone: 390 px, two pixels of the screen to one of CSS, in Chromium. */
export async function benchPageWeight(
  { url, members, emails }: BenchService,
  photographs: readonly Buffer[],
): Promise<Figure[]> {
  const [asker] = members;
  const [, reader] = emails;
  if (!asker || !reader) throw new Error('nobody to ask or to read');
  const images: ReturnType<typeof imageInput>[] = [];
  for (const photograph of photographs) images.push(imageInput(await uploadPicture(asker, photograph)));
  const question = await askWithImages(asker, images);
  const browser = await launchBrowser();
  try {
    const { page } = await Visitor.signedIn(browser, url, reader, 390, 2);
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (!new URL(request.url()).pathname.startsWith('/images/')) return;
      sizes.push(
        request
          .sizes()
          .then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
      );
    });
    await page.goto(`/consultations/${question}`);
    const pictures = page.locator('article img[srcset]');
    await pictures.first().waitFor();
    for (let index = 0; index < images.length; index += 1) await pictures.nth(index).scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (count) =>
        [...document.querySelectorAll<HTMLImageElement>('article img[srcset]')].filter(
          ({ complete, naturalWidth }) => complete && naturalWidth > 0,
        ).length === count,
      images.length,
    );
    const sum = (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
    return [
      {
        what: `images of a page with ${images.length}, at 390 px and density 2`,
        measured: `${(sum / 1000).toFixed(0)} kB`,
        goal: `< ${goalBytes / 1000} kB`,
        met: sizes.length >= images.length && sum < goalBytes,
      },
    ];
  } finally {
    await browser.close();
  }
}
