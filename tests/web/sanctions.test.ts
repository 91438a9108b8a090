import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { chromiumAbsent, launchBrowser, tellInOrder, Visitor } from '../support/browser.ts';
import {
  createMember,
  type Member,
  physicianGrant,
  startTestServer,
  type TestServer,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

const before = 'Tidigare frisk man, ';
const passage = 'fyrvaktare på Lillön';
const body = `${before}${passage}, har haft feber i tre veckor. Hur går ni vidare?`;
const statement = 'Yrket och orten gör tillsammans att mannen kan kännas igen.';

describe.skipIf(chromiumAbsent)('a passage is let go of, and a suspension is told to one alone', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let people: Record<'author' | 'member' | 'moderator', Member>;
  let author: Visitor;
  let member: Visitor;
  let moderator: Visitor;
  let question = '';

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    await holdTestCeremony(server);
    people = {
      author: await createMember(server, { name: 'Disa Lavskrikesson' }),
      member: await createMember(server, { name: 'Egil Harsyra' }),
      moderator: await createMember(server, { name: 'Frida Blåklintsdotter', moderator: true }),
    };
    const id = await postConsultation(server.services, await physicianGrant(server, people.author), {
      kind: 'CLINICAL_CASE',
      specialty: 'internmedicin',
      tags: [],
      title: 'Långdragen feber hos medelålders man',
      body,
      anonymous: true,
      holdBack: 'AT_ONCE',
    });
    question = `/consultations/${id}`;
    author = await Visitor.signedIn(browser, server.url, people.author.email, 390);
    member = await Visitor.signedIn(browser, server.url, people.member.email);
    moderator = await Visitor.signedIn(browser, server.url, people.moderator.email);
    await moderator.page.goto(`/moderation/open?consultation=${id}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function giveReasons(rule: string): Promise<void> {
    await moderator.page.getByRole('radio', { name: rule }).check();
    await moderator.page.getByRole('textbox', { name: 'Motivering' }).fill(statement);
  }

  it('the moderator marks it with the keyboard, and cannot change the text by it', async () => {
    const { page } = moderator;
    await page.getByRole('button', { name: 'Föreslå borttagning' }).click();
    const text = page.getByRole('textbox', { name: 'Markera stället i texten' });
    await text.focus();
    await page.keyboard.press('Control+Home');
    for (const _ of before) await page.keyboard.press('ArrowRight');
    for (const _ of passage) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.type('x');
    await page.keyboard.press('Delete');
    expect(await text.inputValue()).toBe(body);
    await expect.poll(() => page.locator('del').textContent()).toContain(passage);
    await giveReasons('Patienter ska inte kunna kännas igen');
    await page.getByRole('button', { name: 'Skicka förslaget' }).click();
    await page.getByText('Förslaget är skickat till författaren').waitFor();
    await page.getByText('Väntar på författarens svar').waitFor();
  });

  it('the author sees it on every page, and lets go of it with one tap', async () => {
    const { page } = author;
    await page.goto('/');
    await page.getByText('Ett av dina inlägg väntar på ditt svar').waitFor();
    await page.getByRole('link', { name: 'Gå till frågan' }).click();
    await page.getByText('Moderatorerna föreslår att ett ställe tas bort').first().waitFor();
    expect(await page.locator('del').textContent()).toContain(passage);
    await page.getByRole('button', { name: 'Godkänn' }).click();
    await page.getByText('Du godkände förslaget. Orden är förstörda.').waitFor();
    await page.getByText('Ett av dina inlägg väntar på ditt svar').waitFor({ state: 'detached' });
    expect(await author.holds(passage)).toBe(false);
    await member.page.goto(question);
    await member.page.getByText('[borttaget]').waitFor();
    expect(await member.holds(passage)).toBe(false);
  });

  it('the moderator suspends whoever it was, and is not told who', async () => {
    const { page } = moderator;
    await page.reload();
    await page.getByText('Författaren godkände. Orden är förstörda.').waitFor();
    await page.getByRole('button', { name: 'Stäng av från att skriva' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '7 dagar' }).check();
    await giveReasons('Respektfull ton');
    await dialog.getByRole('button', { name: 'Stäng av från att skriva' }).click();
    await page.getByText('Författaren är avstängd från att skriva').waitFor();
    for (const secret of [people.author.name, people.author.id, people.author.email]) {
      expect(await moderator.holds(secret)).toBe(false);
    }
  });

  it('the author reads that she cannot write, and what she types stays', async () => {
    const { page } = author;
    await page.goto(question);
    await page.getByText(/^Du kan läsa men inte skriva till den/).waitFor();
    await page.getByRole('button', { name: 'Visa varför' }).click();
    await page.getByText(statement).first().waitFor();
    await page.getByText(/^Du kan inte publicera till den/).waitFor();
    const text = page.getByRole('textbox', { name: 'Ditt svar' });
    await text.fill('Nu är feberkurvan avgjord.');
    await page.getByRole('radio', { name: /Under mitt namn/ }).check();
    await page.getByRole('button', { name: `Svara som ${people.author.name}` }).click();
    await page
      .getByRole('alert')
      .getByText(/^Du kan läsa men inte skriva till den/)
      .waitFor();
    expect(await text.inputValue()).toBe('Nu är feberkurvan avgjord.');
  });

  it('a colleague sees nothing of it, and nobody’s page complained', async () => {
    await member.page.goto(question);
    await member.page.getByText('[borttaget]').waitFor();
    expect(await member.holds('avstängd')).toBe(false);
    expect(await member.holds(statement)).toBe(false);
    for (const visitor of [author, member, moderator]) expect(visitor.complaints).toEqual([]);
  });
});
