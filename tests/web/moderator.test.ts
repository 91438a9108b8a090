import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postAnswer } from '../../api/answers/post-answer.ts';
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

const title = 'Dubbelt blodtryck efter byte till nytt preparat';
const body = 'Kvinna, bagare i Lillköping, 47 år den 3 mars, högt tryck sedan bytet.';
const mended = 'Kvinna i 45-årsåldern, högt tryck sedan bytet.';
const addition = 'Kalium är 3,1.';
const statement = 'Yrke, ort och datum kan tillsammans peka ut patienten.';

describe.skipIf(chromiumAbsent)('a moderator, in her browser', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let people: Record<'author' | 'answerer' | 'member' | 'moderator', Member>;
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
      answerer: await createMember(server, { name: 'Knut Gråalsson' }),
      member: await createMember(server, { name: 'Egil Harsyra' }),
      moderator: await createMember(server, { name: 'Frida Blåklintsdotter', moderator: true }),
    };
    const id = await postConsultation(server.services, await physicianGrant(server, people.author), {
      kind: 'CLINICAL_CASE',
      specialty: 'allmanmedicin',
      tags: [],
      title,
      body,
      anonymous: true,
      holdBack: 'AT_ONCE',
    });
    // A tombstone stays for the sake of the answers below it.
    await postAnswer(server.services, await physicianGrant(server, people.answerer), {
      consultationId: id,
      body: 'Mät i båda armarna, och fråga efter lakrits.',
      anonymous: false,
    });
    question = `/consultations/${id}`;
    author = await Visitor.signedIn(browser, server.url, people.author.email);
    member = await Visitor.signedIn(browser, server.url, people.member.email);
    moderator = await Visitor.signedIn(browser, server.url, people.moderator.email);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Neither the author's secrets nor the reporter's are anywhere in the moderator's browser. */
  async function moderatorKnowsNobody(): Promise<void> {
    const { author: hidden, member: reporter } = people;
    for (const secret of [hidden.name, hidden.id, hidden.email, reporter.name, reporter.id]) {
      expect(await moderator.holds(secret)).toBe(false);
    }
  }

  /** Opens the dialog of an action, gives rule and reasons, and waits until it is done. */
  async function decide(
    action: string,
    submit: string,
    done: string,
    fill?: () => Promise<void>,
  ): Promise<void> {
    const { page } = moderator;
    await page
      .getByRole('region', { name: 'Åtgärder' })
      .getByRole('button', { name: action, exact: true })
      .click();
    const dialog = page.getByRole('dialog');
    await fill?.();
    await dialog.getByRole('radio', { name: 'Patienter ska inte kunna kännas igen' }).check();
    await dialog.getByLabel('Motivering').fill(statement);
    await dialog.getByRole('button', { name: submit }).click();
    await page.getByText(done).waitFor();
  }

  /** Saving shows the author what has changed; neither her words nor the moderator's are lost, until she keeps both. */
  async function saveOverTheModerator(): Promise<void> {
    const { page } = author;
    const text = page.getByLabel('Din fråga', { exact: true });
    const save = page.getByRole('button', { name: 'Spara' });
    await save.click();
    const conflict = page.getByRole('alert').filter({ hasText: 'Texten har ändrats medan du skrev' });
    await conflict.getByText('Moderatorerna har ändrat den sedan du öppnade den.').waitFor();
    await conflict.getByRole('region', { name: 'Skillnad: Din fråga' }).locator('ins').first().waitFor();
    expect(await text.inputValue()).toBe(`${body} ${addition}`);
    // What she has typed, and from which text, outlives a reload.
    await page.reload();
    await conflict.waitFor();
    await save.click();
    await page.getByText('Välj först vilken text du vill fortsätta med.').waitFor();
    await conflict.getByRole('button', { name: 'Fortsätt med min text' }).click();
    await save.click();
    await page.getByText('din text tar tillbaka något av det').waitFor();
    expect(await text.inputValue()).toBe(`${body} ${addition}`);
    await text.fill(`${mended} ${addition}`);
    await save.click();
    await text.waitFor({ state: 'detached' });
  }

  it('gets what a member flags', async () => {
    const { page } = member;
    await page.goto(question);
    await page.getByRole('article').first().getByRole('button', { name: 'Anmäl' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anmäl till moderatorerna' });
    await dialog.getByRole('radio', { name: 'En patient kan kännas igen' }).check();
    await dialog.getByLabel('Förklara gärna').fill('Ort, yrke och datum står där.');
    await dialog.getByRole('button', { name: 'Skicka anmälan' }).click();
    await dialog.getByText('Tack. En moderator tittar på inlägget.').waitFor();

    await moderator.page.getByRole('link', { name: 'Moderering' }).click();
    await moderator.page.getByRole('link', { name: title }).click();
    await moderator.page.getByText('Ort, yrke och datum står där.').waitFor();
    await moderatorKnowsNobody();
  });

  it('takes it and hides the post, without any way to see who wrote it (ANONYMITY 4, 6)', async () => {
    const { page } = moderator;
    await page.getByRole('button', { name: 'Ta ärendet' }).click();
    await page.getByText('Du har tagit ärendet.').waitFor();
    await decide('Dölj', 'Dölj inlägget', 'Inlägget är dolt');
    await moderatorKnowsNobody();
  });

  it('the member no longer finds it; the author reads why, and not by whom', async () => {
    await member.page.reload();
    expect(await member.holds('bagare i Lillköping')).toBe(false);
    await member.page.goto('/');
    await member.page.getByRole('heading', { name: 'Frågor' }).waitFor();
    expect(await member.page.getByRole('link', { name: title }).count()).toBe(0);

    await author.page.goto(question);
    await author.page.getByText('En moderator har dolt inlägget').waitFor();
    await author.page.getByText(statement).waitFor();
    await author.page.getByText(body).waitFor();
    for (const secret of [people.moderator.name, people.moderator.id, people.member.name]) {
      expect(await author.holds(secret)).toBe(false);
    }
  });

  it('makes it visible again, and mends it so that everybody sees that moderation did', async () => {
    const { page } = moderator;
    await decide('Gör synligt igen', 'Gör synligt igen', 'Inlägget är synligt igen');
    // The author has her text open meanwhile, and adds to it.
    await author.page.reload();
    await author.page.getByRole('article').first().getByRole('button', { name: 'Redigera' }).click();
    await author.page.getByLabel('Din fråga', { exact: true }).fill(`${body} ${addition}`);
    await decide('Redigera', 'Spara ändringen', 'Ändringen är sparad', async () => {
      await page.getByRole('dialog').getByLabel('Text', { exact: true }).fill(mended);
    });
    await member.page.goto(question);
    await member.page.getByText(mended).waitFor();
    await member.page.getByText('redigerad av moderator').first().waitFor();
    expect(await member.holds('bagare i Lillköping')).toBe(false);

    await saveOverTheModerator();
    await member.page.reload();
    await member.page.getByText(`${mended} ${addition}`).waitFor();
    expect(await member.holds('bagare i Lillköping')).toBe(false);

    await author.page.getByText('En moderator har redigerat inlägget').waitFor();
    await author.page.getByRole('button', { name: 'Visa vad som ändrades' }).click();
    await author.page.getByRole('region', { name: 'Före' }).getByText(body).waitFor();
    await author.page.getByRole('region', { name: 'Efter' }).getByText(mended, { exact: true }).waitFor();
  });

  it('deletes it: text and earlier texts are gone for everybody, a tombstone stays', async () => {
    const { page } = moderator;
    await decide('Ta bort', 'Ta bort för gott', 'Inlägget är borttaget', async () => {
      await page.getByRole('checkbox', { name: 'Jag förstår att texten inte kan återställas.' }).check();
    });
    await moderatorKnowsNobody();
    await author.page.reload();
    await author.page.getByText('Borttaget av moderator.').waitFor();
    await member.page.reload();
    await member.page.getByText('Borttaget av moderator.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Historik' }).waitFor();
    for (const visitor of [author, member, moderator]) {
      for (const text of ['bagare i Lillköping', mended, title])
        expect(await visitor.holds(text)).toBe(false);
    }
  });

  it('a member has no way in', async () => {
    await member.page.goto('/moderation');
    await member.page.getByText('Sidan finns inte').waitFor();
  });

  it('no page threw or was stopped by the content policy', () => {
    expect([author, member, moderator].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
