import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { beforeEach, onTestFailed } from 'vitest';
import { findChromium } from './programs.ts';
import { testPassword } from './server.ts';

/** Where there is no browser its suites are skipped; `npm test` says so. */
export const chromiumAbsent = findChromium() === null;

export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? '',
    args: browserArguments,
  });
}

/** A dialog takes the focus a moment after it is seen: keys that are pressed before that go elsewhere. */
export const untilFocused = (field: Locator): Promise<void> =>
  field.and(field.page().locator(':focus')).waitFor();

/** In a suite whose tests are steps of one story: after a step that failed the rest is skipped. */
export function tellInOrder(): void {
  let broken = false;
  beforeEach(({ skip }) => {
    if (broken) skip('an earlier step failed');
    onTestFailed(() => {
      broken = true;
    });
  });
}

/** One person at one browser of her own: nothing is shared with another's. */
export class Visitor {
  readonly page: Page;
  /** What the pages threw or were forbidden to do. A test that ends well has none. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // The browser reports every answer above 399 here; the tests cause some.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.complaints.push(message.text());
      }
    });
  }

  /**
   * @param width of the window in CSS pixels; 390 is a phone, which can be touched.
   * @param density pixels of the screen to one of CSS.
   */
  static async arrive(browser: Browser, url: string, width = 1200, density = 1): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width, height: 900 },
      deviceScaleFactor: density,
      hasTouch: width < 500,
    });
    return new Visitor(context, await context.newPage());
  }

  /** At a browser that was opened already. */
  static at(context: BrowserContext, page: Page): Visitor {
    return new Visitor(context, page);
  }

  /** Arrives and signs in on the page. */
  static async signedIn(
    browser: Browser,
    url: string,
    email: string,
    width?: number,
    density?: number,
  ): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, url, width, density);
    await visitor.page.goto('/');
    await visitor.signIn(email);
    return visitor;
  }

  async signIn(email: string, password = testPassword): Promise<void> {
    const { page } = this;
    await page.getByLabel('E-post').fill(email);
    await page.getByLabel('Lösenord', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Logga in' }).click();
    await page.getByRole('heading', { name: 'Logga in' }).waitFor({ state: 'detached' });
  }

  /** Everything that the browser holds of the page: markup, stored texts, what answers it got. */
  async holds(text: string): Promise<boolean> {
    const stored = await this.page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    return `${await this.page.content()}${stored}`.includes(text);
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }
}
