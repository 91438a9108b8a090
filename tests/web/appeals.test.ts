import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { chromiumAbsent, launchBrowser, tellInOrder, Visitor } from '../support/browser.ts';
import {
  createMember,
  type Member,
  physicianGrant,
  startTestServer,
  type TestServer,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { asModerator } from '../support/world.ts';

const title = 'Yrsel vid lägesändring hos äldre man';
const objection = 'Jag anser att beslutet är fel: ingen ort och inget yrke står i texten.';
const ruling = 'Jag har läst inlägget på nytt. Ingen kan kännas igen.';

describe.skipIf(chromiumAbsent)('an appeal, on a phone, from both sides', () => {
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
      author: await createMember(server, { name: 'Siri Skogsnäva' }),
      moderator: await createMember(server, { name: 'Ture Tibast', moderator: true }),
    };
    const id = await postConsultation(server.services, await physicianGrant(server, people.author), {
      kind: 'CLINICAL_CASE',
      specialty: 'internmedicin',
      tags: [],
      title,
      body: 'Korta anfall av yrsel när han vänder sig i sängen. Vad gör ni då?',
      anonymous: true,
      holdBack: 'AT_ONCE',
    });
    question = `/consultations/${id}`;
    const decider = await asModerator(server, { name: 'Vera Vildros' });
    const { id: caseId } = await openCase(server.services, decider, { consultationId: id });
    const statement = 'Ort och yrke gör att mannen känns igen.';
    await decideCase(server.services, decider, 'HIDE', { caseId, rule: 'PATIENT_PRIVACY', statement });
    author = await Visitor.signedIn(browser, server.url, people.author.email, 390);
    moderator = await Visitor.signedIn(browser, server.url, people.moderator.email, 390);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('the author reads until when she can appeal, and begins with the keyboard alone', async () => {
    const { page } = author;
    await page.goto(question);
    await page.getByText('En moderator har dolt inlägget').waitFor();
    await page.getByText(/^Du kan överklaga till den/).waitFor();
    await page.getByRole('button', { name: 'Överklaga', exact: true }).focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Överklaga beslutet' });
    await form.getByLabel('Varför är beslutet fel?').fill('Fel.');
    await form.getByRole('button', { name: 'Skicka överklagandet' }).click();
    await form.getByText('Skriv minst 20 tecken.').waitFor();
  });

  it('what would tell who the patient is does not leave the browser, and what she typed outlives a reload', async () => {
    const { page } = author;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await page.getByLabel('Varför är beslutet fel?').fill(`${objection} Ring 19121212-1212.`);
    await page.getByRole('button', { name: 'Skicka överklagandet' }).click();
    await page.getByText('Personnummer', { exact: false }).first().waitFor();
    expect(sent.join('\n')).not.toContain('19121212');
    await page.reload();
    await page.getByText('Ditt utkast är återställt.').waitFor();
    expect(await page.getByLabel('Varför är beslutet fel?').inputValue()).toContain(objection);
  });

  it('sends it, and sees that it waits', async () => {
    const { page } = author;
    await page.getByLabel('Varför är beslutet fel?').fill(objection);
    await page.getByRole('button', { name: 'Skicka överklagandet' }).click();
    await page.getByText('Du har överklagat. En annan moderator avgör.').waitFor();
    expect(await page.getByRole('button', { name: 'Överklaga', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Visa ditt överklagande' }).click();
    await page.getByText(objection).waitFor();
  });

  it('another moderator finds it in a list of its own, and nothing of who wrote', async () => {
    const { page } = moderator;
    await page.goto('/moderation');
    await page.getByRole('link', { name: /^Överklaganden/ }).click();
    await page.getByRole('link', { name: 'Överklagat: inlägget doldes' }).click();
    await page.getByText(objection).waitFor();
    await page.getByText('Ort och yrke gör att mannen känns igen.').waitFor();
    for (const secret of [people.author.name, people.author.id, people.author.email, 'Vera Vildros']) {
      expect(await moderator.holds(secret)).toBe(false);
    }
  });

  it('she is asked for outcome and reasons, and overturns the decision', async () => {
    const { page } = moderator;
    await page.getByRole('button', { name: 'Avgör överklagandet' }).click();
    await page.getByText('Välj om beslutet ska stå fast eller upphävas.').waitFor();
    await page.getByRole('radio', { name: 'Upphäv beslutet' }).check();
    await page.getByLabel('Motivering').fill(ruling);
    await page.getByRole('button', { name: 'Avgör överklagandet' }).click();
    await page.getByRole('status').getByText('Beslutet är upphävt').waitFor();
    await page.getByText('Avgjort av dig').waitFor();
    await page.getByRole('link', { name: 'Till ärendet' }).click();
    await page.getByText('Överklagat; beslutet upphävdes.').waitFor();
  });

  it('the author is told on every page, and her post is there again for all', async () => {
    const { page } = author;
    await page.goto('/');
    const notice = page.getByRole('region', { name: 'Meddelanden från modereringen' });
    await notice.getByText('Ditt överklagande är avgjort: beslutet är upphävt').first().waitFor();
    await page.goto(question);
    const post = page.getByRole('article').first();
    await post.getByText('Inlägget är synligt igen.').waitFor();
    await post.getByText(ruling).waitFor();
    expect(await author.holds(people.moderator.name)).toBe(false);
    await moderator.page.goto('/');
    await moderator.page.getByRole('link', { name: title }).waitFor();
  });

  it('the measures count it, and no page threw or was stopped by the content policy', async () => {
    const { page } = moderator;
    await page.goto('/moderation/measures');
    await page.getByText('1 (100 %)').waitFor();
    expect([author, moderator].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
