import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverTelemetry } from '../../api/telemetry/deliver.ts';
import { chromiumAbsent, launchBrowser } from '../support/browser.ts';
import { BugsnagStandIn } from '../support/processors/bugsnag.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const key = '0123456789abcdef0123456789abcdef';

describe.skipIf(chromiumAbsent)('a page that breaks', () => {
  let bugsnag: BugsnagStandIn;
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    bugsnag = await BugsnagStandIn.open(key);
    server = await startTestServer({ env: { BUGSNAG_API_KEY: key, BUGSNAG_NOTIFY_URL: bugsnag.url } });
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${server.url}/sign-in?kanarie=1`);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await bugsnag?.close();
  });

  it('#51 tells us alone, and Bugsnag hears of it from us: class and page, no word of the message', async () => {
    const reported = page.waitForResponse((response) => response.url().endsWith('/telemetry/browser-errors'));
    await page.evaluate(() => {
      setTimeout(() => {
        throw new RangeError('Karin Kanariefågel 19670101-2384');
      });
    });
    expect((await reported).status()).toBe(204);
    const again = page.waitForResponse((response) => response.url().endsWith('/telemetry/browser-errors'));
    await page.evaluate(() => void Promise.reject(new TypeError('karin@canary.test')));
    expect((await again).status()).toBe(204);

    await server.services.errors?.flush();
    server.clock.advance(71 * 60_000);
    await deliverTelemetry(server.services);
    const told = bugsnag.events.map(({ context, exceptions }) => [context, exceptions[0]?.errorClass]);
    expect(told.sort()).toEqual([
      ['page /sign-in', 'RangeError'],
      ['page /sign-in', 'TypeError'],
    ]);
    expect(bugsnag.bytes).not.toMatch(/kanarie|karin|canary|19670101/i);
    expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]);
  });
});
