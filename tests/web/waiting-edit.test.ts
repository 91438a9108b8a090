import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { chromiumAbsent, launchBrowser, tellInOrder, untilFocused, Visitor } from '../support/browser.ts';
import { editPost } from '../support/edits.ts';
import {
  createMember,
  type Member,
  physicianGrant,
  startTestServer,
  type TestServer,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { asModerator } from '../support/world.ts';

const title = 'Klåda utan utslag hos äldre kvinna';
const mended = 'Klåda i tre månader, inga utslag. Vad provar ni?';
const wanted = `${mended} Hon arbetar som biodlare, vilket är poängen.`;

describe.skipIf(chromiumAbsent)('an edit that goes back to review, on a phone, from both sides', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let people: Record<'author' | 'moderator', Member>;
  let author: Visitor;
  let moderator: Visitor;
  let question = '';

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    await holdTestCeremony(server);
    people = {
      author: await createMember(server, { name: 'Rut Renfana' }),
      moderator: await createMember(server, { name: 'Olle Odon', moderator: true }),
    };
    const id = await postConsultation(server.services, await physicianGrant(server, people.author), {
      kind: 'CLINICAL_CASE',
      specialty: 'internmedicin',
      tags: [],
      title,
      body: 'Klåda i tre månader hos en biodlare, inga utslag. Vad provar ni?',
      anonymous: true,
      holdBack: 'AT_ONCE',
    });
    question = `/consultations/${id}`;
    const editor = await asModerator(server, { name: 'Pia Prästkrage' });
    const { id: caseId } = await openCase(server.services, editor, { consultationId: id });
    const statement = 'Yrket behövs inte för bedömningen.';
    await editPost(server.services, editor, { caseId, rule: 'PATIENT_PRIVACY', statement, body: mended });
    author = await Visitor.signedIn(browser, server.url, people.author.email, 390);
    moderator = await Visitor.signedIn(browser, server.url, people.moderator.email, 390);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('the author is refused, keeps what she typed, and sends it to review by keyboard', async () => {
    const { page } = author;
    await page.goto(question);
    await page.getByRole('button', { name: 'Redigera' }).click();
    await page.locator('textarea').first().fill(wanted);
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('En moderator har ändrat det här inlägget', { exact: false }).waitFor();
    expect(await page.locator('textarea').first().inputValue()).toBe(wanted);
    await page.getByRole('button', { name: 'Skicka till granskning' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Din ändring väntar på en moderator').waitFor();
    await page.getByRole('button', { name: 'Redigera' }).waitFor();
    expect(await page.getByText('Hon arbetar som biodlare').count()).toBe(1);
  });

  it('the moderator finds it in the queue, sees what differs, and accepts it', async () => {
    const { page } = moderator;
    await page.goto('/moderation');
    await page.getByText('Ändring väntar').waitFor();
    await page.getByRole('link', { name: title }).click();
    const waiting = page.getByRole('alert').filter({ hasText: 'Författarens ändring väntar på beslut' });
    await waiting.getByText('Hon arbetar som biodlare, vilket är poängen.', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Avsluta utan åtgärd' }).count()).toBe(0);
    // What the edit was that it takes back, and why, stands in its history though another case decided it.
    await page.getByText('Yrket behövs inte för bedömningen.').waitFor();
    await page.getByRole('button', { name: 'Godkänn ändringen' }).click();
    const dialog = page.getByRole('dialog');
    await untilFocused(dialog.locator('button, textarea').first());
    expect(await dialog.getByText('Vilken regel gäller det?').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Börja från en mall' }).click();
    await dialog.getByRole('button', { name: 'Godkänn ändringen' }).click();
    await page.getByText('Ändringen är godkänd och publicerad').waitFor();
    expect(await page.getByText('Författarens ändring väntar på beslut').count()).toBe(0);
  });

  it('the author reads that it was accepted, and everybody reads her text', async () => {
    const { page } = author;
    await page.reload();
    await page.getByText('En moderator har godkänt din ändring').waitFor();
    await page.getByText('vilket är poängen', { exact: false }).first().waitFor();
    expect(await page.getByText('Din ändring väntar på en moderator').count()).toBe(0);
  });
});
