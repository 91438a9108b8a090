import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { makeExports } from '../../api/exports/make-exports.ts';
import { Archive } from '../support/archives.ts';
import { chromiumAbsent, launchBrowser, tellInOrder, untilFocused, Visitor } from '../support/browser.ts';
import {
  createMember,
  type Member,
  physicianGrant,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

describe.skipIf(chromiumAbsent)('a member takes her data along', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let karin: Member;
  let visitor: Visitor;

  beforeAll(async () => {
    server = await startTestServer({ env: { KONSILIUM_WORKER: 'off' } });
    browser = await launchBrowser();
    await holdTestCeremony(server);
    karin = await createMember(server, { name: 'Karin Kappsäck', specialtyCode: 'internmedicin' });
    await postConsultation(server.services, await physicianGrant(server, karin), {
      kind: 'QUESTION',
      specialty: 'internmedicin',
      tags: [],
      title: 'Anonym fråga i arkivet',
      body: 'En text som ska följa med i arkivet.',
      anonymous: true,
      holdBack: 'AT_ONCE',
    });
    visitor = await Visitor.signedIn(browser, server.url, karin.email);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const inSection = () => visitor.page.getByRole('region', { name: 'Hämta mina uppgifter' });

  it('is asked for her password, by keyboard', async () => {
    const { page } = visitor;
    await page.goto('/settings');
    await inSection().getByRole('button', { name: 'Hämta mina uppgifter' }).press('Enter');
    await untilFocused(page.getByLabel('Lösenord', { exact: true }));
    await page.keyboard.type('fel lösenord');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Lösenordet stämmer inte.').waitFor();
    await page.getByLabel('Lösenord', { exact: true }).fill(testPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await inSection().getByRole('progressbar').waitFor();
  });

  it('sees when it is ready, and downloads it', async () => {
    const { page } = visitor;
    await makeExports(server.services);
    const link = inSection().getByRole('link', { name: 'Ladda ner arkivet (zip)' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('konsilium.zip');
    const archive = new Archive(await readFile(await download.path()));
    expect(archive.files.get('readable/questions-anonymous.md')).toContain('Anonym fråga i arkivet');
    expect(archive.json('account')).toMatchObject({ name: 'Karin Kappsäck' });
  });

  it('in another session only with her password', async () => {
    const elsewhere = await Visitor.signedIn(browser, server.url, karin.email, 390);
    const { page } = elsewhere;
    await page.goto('/settings');
    await page.getByText('Arkivet begärdes i en annan inloggning').waitFor();
    expect(await page.getByRole('link', { name: 'Ladda ner arkivet (zip)' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Lås upp' }).click();
    await page.getByLabel('Lösenord', { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: 'Fortsätt' }).click();
    await page.getByRole('link', { name: 'Ladda ner arkivet (zip)' }).waitFor();
    expect(elsewhere.complaints).toEqual([]);
  });

  it('throws it away, and it is gone', async () => {
    const { page } = visitor;
    await page.reload();
    await inSection().getByRole('button', { name: 'Radera arkivet nu' }).click();
    await inSection().getByText('Arkivet är raderat.').waitFor();
    await inSection().getByRole('button', { name: 'Hämta mina uppgifter' }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});
