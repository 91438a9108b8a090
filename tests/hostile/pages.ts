import type { Browser, Page } from 'playwright-core';
import { launchBrowser, Visitor } from '../support/browser.ts';

/** Pages that show hostile texts, and how long each holds its reader up. */

export interface Visit {
  label: string;
  /** The longest time for which the page answered nothing, in ms. */
  longestTask: number;
  /** Until its heading stood there and it had come to rest, in ms. */
  ready: number;
}

/** Nobody waits longer for a page that answers nothing, in ms. */
export const mostFrozen = 2_000;
const patience = 8_000;
/** After so many the rest is left alone: each takes a browser down. */
const mostFrozenPages = 10;

/** One person's browser that survives pages which freeze it. */
export class Reader {
  readonly visits: Visit[] = [];
  readonly faults: string[] = [];
  readonly #url: string;
  readonly #email: string;
  #browser: Browser | null = null;
  #visitor: Visitor | null = null;
  #frozen = 0;

  constructor(url: string, email: string) {
    this.#url = url;
    this.#email = email;
  }

  /** @param act done on the page once it is there. */
  async visit(label: string, path: string, act?: (page: Page) => Promise<unknown>): Promise<void> {
    if (this.#frozen >= mostFrozenPages) {
      this.faults.push(`${label}: not visited, after so many that froze`);
      return;
    }
    let visit = await this.#once(label, path, act);
    // The machine may have been busy with something else.
    if (visit.longestTask > mostFrozen && visit.longestTask < patience) {
      const second = await this.#once(label, path, act);
      if (second.longestTask < visit.longestTask) visit = second;
    }
    this.visits.push(visit);
    if (visit.longestTask > mostFrozen) {
      this.#frozen += 1;
      this.faults.push(`${label}: frozen for ${Math.round(visit.longestTask)} ms`);
    }
  }

  async #once(label: string, path: string, act?: (page: Page) => Promise<unknown>): Promise<Visit> {
    this.#visitor ??= await this.#arrive();
    const { page, complaints } = this.#visitor;
    const began = performance.now();
    const read = async (): Promise<number> => {
      await page.goto(path);
      // There, if not to be seen: a title of blanks has no width.
      await page.locator('h1').first().waitFor({ state: 'attached' });
      await page.waitForFunction(
        () =>
          document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root') === null,
      );
      await act?.(page);
      return page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
        return Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks);
      });
    };
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), patience).unref());
    const longestTask = await Promise.race([read(), late]).catch((error: Error) => {
      this.faults.push(`${label}: ${error.message.split('\n')[0]}`);
      return 'broken' as const;
    });
    const ready = performance.now() - began;
    this.faults.push(...complaints.splice(0).map((complaint) => `${label}: ${complaint.slice(0, 300)}`));
    if (typeof longestTask === 'number') return { label, longestTask, ready };
    await this.leave();
    return { label, longestTask: longestTask === 'late' ? patience : 0, ready };
  }

  async #arrive(): Promise<Visitor> {
    this.#browser = await launchBrowser();
    const visitor = await Visitor.signedIn(this.#browser, this.#url, this.#email);
    await visitor.page.context().addInitScript(() => {
      const longTasks: number[] = [];
      Object.assign(window, { longTasks });
      new PerformanceObserver((list) => {
        longTasks.push(...list.getEntries().map(({ duration }) => duration));
      }).observe({ type: 'longtask', buffered: true });
    });
    return visitor;
  }

  /** The whole browser: a tab that answers nothing would go on working unseen. */
  async leave(): Promise<void> {
    const browser = this.#browser;
    this.#browser = null;
    this.#visitor = null;
    await browser?.close();
  }
}
