import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, tellInOrder, Visitor } from '../support/browser.ts';
import {
  createMember,
  type Member,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

/** What is written arrives once, from the tab in which it was written, under the name that the button said. */
describe.skipIf(chromiumAbsent)('publishing over a bad line, from several tabs', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let astrid: Member;
  let bo: Member;
  let visitor: Visitor;

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    await holdTestCeremony(server);
    astrid = await createMember(server, { name: 'Astrid Berg' });
    bo = await createMember(server, { name: 'Bo Lind' });
    visitor = await Visitor.signedIn(browser, server.url, astrid.email);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const posts = (title: string) =>
    server.services.db.service.consultation.findMany({ where: { title }, select: { authorId: true } });

  async function fill(page: Page, title: string, face: RegExp): Promise<void> {
    await page.getByRole('radio', { name: 'Patientfall' }).check();
    const specialty = page.getByRole('combobox', { name: 'Specialitet som frågan gäller' });
    await specialty.click();
    await specialty.fill('Internmedicin');
    await page.getByRole('option', { name: 'Internmedicin', exact: true }).click();
    await page.getByLabel('Rubrik').fill(title);
    await page.getByLabel('Din fråga').fill('Hur går ni vidare efter normal gastroskopi?');
    await page.getByRole('radio', { name: face }).click();
  }

  const arrived = (page: Page) => page.getByText('Din fråga är mottagen').waitFor();

  it('pressed twice while the check is still loading, and by Enter, posts once', async () => {
    const { page } = visitor;
    await page.goto('/ask');
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    await page.route('**/assets/find-identifiers*', async (route) => {
      await held;
      await route.continue();
    });
    const title = 'Tryckt två gånger innan kontrollen hann laddas';
    await fill(page, title, /^Under mitt namn/);
    const publish = page.getByRole('button', { name: 'Publicera som Astrid Berg' });
    await publish.evaluate((button) => {
      const { form } = button as HTMLButtonElement;
      form?.requestSubmit();
      form?.requestSubmit();
    });
    await page.locator('button[type=submit][data-loading]').waitFor();
    await page.getByLabel('Rubrik').press('Enter');
    go();
    await arrived(page);
    await page.unrouteAll();
    expect(await posts(title)).toEqual([{ authorId: astrid.id }]);
  });

  it.each([
    ['under her name', /^Under mitt namn/, 'Publicera som Astrid Berg'],
    ['anonymously', /^Anonymt/, 'Publicera anonymt'],
  ])('an answer that is lost, pressed again after a reload, posts once: %s', async (how, face, label) => {
    const { page } = visitor;
    const title = `Svaret kom aldrig fram ${how}`;
    await page.goto('/ask');
    await fill(page, title, face);
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('PostConsultation')) return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: label }).click();
    await page.getByText('Servern kunde inte nås').first().waitFor();
    expect(await posts(title)).toHaveLength(1);
    await page.unrouteAll();
    await page.reload();
    await page.getByText('Ditt utkast är återställt.').waitFor();
    await page.getByRole('button', { name: label }).click();
    await arrived(page);
    expect(await posts(title)).toHaveLength(1);
  });

  it('changed after its answer was lost, it is refused and not posted a second time', async () => {
    const { page } = visitor;
    const title = 'Ändrad sedan svaret kom bort';
    await page.goto('/ask');
    await fill(page, title, /^Under mitt namn/);
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('PostConsultation')) return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Publicera som Astrid Berg' }).click();
    await page.getByText('Servern kunde inte nås').first().waitFor();
    await page.unrouteAll();
    await page.getByLabel('Rubrik').fill(`${title} igen`);
    await page.getByRole('button', { name: 'Publicera som Astrid Berg' }).click();
    await page.getByText('Det här har redan skickats, med ett annat innehåll.').waitFor();
    expect(await posts(`${title} igen`)).toHaveLength(0);
    await page.getByRole('button', { name: 'Publicera som Astrid Berg' }).click();
    await arrived(page);
    expect(await posts(`${title} igen`)).toHaveLength(1);
  });

  it('two tabs have a draft each; a closed one’s is offered, an open one’s is not', async () => {
    const { page: first } = visitor;
    await first.goto('/ask');
    const second = await first.context().newPage();
    await second.goto('/ask');
    await first.getByLabel('Rubrik').fill('Skrivet i den första');
    await second.getByLabel('Rubrik').fill('Skrivet i den andra');
    for (const [page, text] of [
      [first, 'Skrivet i den första'],
      [second, 'Skrivet i den andra'],
    ] as const) {
      await page.reload();
      await page.getByText('Ditt utkast är återställt.').waitFor();
      expect(await page.getByLabel('Rubrik').inputValue()).toBe(text);
    }
    const third = await first.context().newPage();
    await third.goto('/ask');
    await third.getByLabel('Rubrik').waitFor();
    expect(await third.getByText('Det finns ett utkast från en flik som har stängts.').count()).toBe(0);
    await second.close();
    await third.reload();
    await third.getByText('Det finns ett utkast från en flik som har stängts.').waitFor();
    await third.getByRole('button', { name: 'Fortsätt på det' }).click();
    await third.getByText('Ditt utkast är återställt.').waitFor();
    expect(await third.getByLabel('Rubrik').inputValue()).toBe('Skrivet i den andra');
    await third.close();
    expect(await first.getByLabel('Rubrik').inputValue()).toBe('Skrivet i den första');
  });

  it('with another signed in at the same browser nothing is posted in his name, and her text is hidden and kept', async () => {
    const { page } = visitor;
    const title = 'Bara i mitt eget namn';
    await page.goto('/ask');
    await fill(page, title, /^Under mitt namn/);
    const other = await page.context().newPage();
    await other.goto('/about-nothing');
    // An answer that comes after his sign-in would hide her page before she has pressed.
    await other.waitForLoadState('networkidle');
    const status = await other.evaluate(
      async (credentials) =>
        (
          await fetch('/auth/sign-in', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-requested-with': 'konsilium' },
            body: JSON.stringify(credentials),
          })
        ).status,
      { email: bo.email, password: testPassword },
    );
    expect(status).toBe(200);
    await page.getByRole('button', { name: 'Publicera som Astrid Berg' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bo Lind är inloggad här nu' });
    await dialog.waitFor();
    expect(await posts(title)).toEqual([]);
    expect(await page.getByLabel('Rubrik').isVisible()).toBe(false);

    await other.goto('/ask');
    await other.getByRole('button', { name: /Bo Lind/ }).waitFor();
    expect(await other.getByLabel('Rubrik').inputValue()).toBe('');
    expect(await other.evaluate((text) => JSON.stringify({ ...localStorage }).includes(text), title)).toBe(
      false,
    );

    await dialog.getByLabel(`Lösenord för ${astrid.email}`).fill(testPassword);
    await dialog.getByRole('button', { name: 'Logga in som Astrid Berg' }).click();
    await arrived(page);
    expect(await posts(title)).toEqual([{ authorId: astrid.id }]);
    // The other tab was drawn for him, holds nothing of his, and becomes hers.
    await other.getByRole('button', { name: /Astrid Berg/ }).waitFor();
    await other.close();
  });

  it('a page that holds nothing of hers becomes his at his sign-in, and shows nothing of hers (#49)', async () => {
    const { page } = visitor;
    await page.goto('/consultations?list=NEWEST');
    await page.getByRole('button', { name: /Astrid Berg/ }).waitFor();
    const other = await page.context().newPage();
    await other.goto('/');
    await other.evaluate(
      async (credentials) => {
        await fetch('/auth/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-requested-with': 'konsilium' },
          body: JSON.stringify(credentials),
        });
      },
      { email: bo.email, password: testPassword },
    );
    await page.getByRole('link', { name: 'Mina frågor' }).first().click();
    await page.getByRole('button', { name: /Bo Lind/ }).waitFor();
    await page.getByText('Du har inte ställt någon fråga').waitFor();
  });

  it('no page threw or was stopped by the content policy', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
