import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumAbsent, launchBrowser, tellInOrder, Visitor } from '../support/browser.ts';
import {
  createMember,
  givePassword,
  type Member,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

const name = 'Alma Granbarksdotter';
const email = 'alma.granbarksdotter@example.test';
const title = 'Vitlöksdoft och metabol acidos utan lucka';
const body = 'Patient i 50-årsåldern, tidigare frisk. Vad har jag inte tänkt på?';

describe.skipIf(chromiumAbsent)('a physician, in her browser', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let colleague: Member;
  let adminEmail = '';
  let alma: Visitor;
  let bo: Visitor;
  let admin: Visitor;
  let question = '';

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    const [holder] = await holdTestCeremony(server);
    if (!holder) throw new Error('the ceremony had nobody');
    await givePassword(server, holder.grant.adminId);
    adminEmail = holder.email;
    colleague = await createMember(server, { name: 'Bo Tallkottsson', specialtyCode: 'internmedicin' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('registers, and sees nothing but that she waits', async () => {
    alma = await Visitor.arrive(browser, server.url);
    const { page } = alma;
    await page.goto('/');
    await page.getByRole('link', { name: 'Ansök om konto' }).click();
    await page.getByLabel('För- och efternamn').fill(name);
    await page.getByLabel('E-post').fill(email);
    await chooseSpecialty(alma, 'Specialitet', 'Internmedicin');
    await page.getByLabel('Legitimationsnummer').fill('TEST-4711');
    await page.getByLabel('Lösenord', { exact: true }).fill(testPassword);
    await page.getByLabel('Jag har läst och godkänner').check();
    await page.getByRole('button', { name: 'Skicka ansökan' }).click();
    await page.getByText('Ansökan är mottagen').waitFor();
    await page.getByRole('link', { name: 'Till inloggningen' }).click();
    await alma.signIn(email);
    await page.getByText('Väntar på granskning').waitFor();
    await page.goto('/ask');
    await page.getByText('Väntar på granskning').waitFor();
  });

  it('is verified by a technical admin', async () => {
    admin = await Visitor.signedIn(browser, server.url, adminEmail);
    const { page } = admin;
    const card = page.getByRole('article').filter({ hasText: name });
    await card.getByRole('button', { name: 'Verifiera' }).click();
    const dialog = page.getByRole('dialog', { name: `Verifiera ${name}` });
    await dialog.getByLabel('Vad har du sett?').fill('Registret över legitimerade (HOSP).');
    await dialog.getByRole('button', { name: 'Verifiera läkaren' }).click();
    await page.getByText(`${name} är verifierad`).waitFor();

    await alma.page.getByRole('button', { name: 'Se om det är klart' }).click();
    await alma.page.getByRole('heading', { name: 'Ställ en fråga' }).waitFor();
  });

  it('chooses a face, and the button says it again', async () => {
    const { page } = alma;
    await page.getByRole('radio', { name: 'Patientfall' }).check();
    await chooseSpecialty(alma, 'Specialitet som frågan gäller', 'Internmedicin');
    await page.getByLabel('Rubrik').fill(title);
    await page.getByLabel('Din fråga').fill(body);
    await page.getByRole('button', { name: 'Publicera', exact: true }).click();
    await page.getByText('Välj om du vill skriva anonymt eller under ditt namn.').waitFor();
    await page.getByRole('radio', { name: /^Under mitt namn/ }).click();
    await page.getByRole('button', { name: `Publicera som ${name}` }).waitFor();
    await page.getByRole('radio', { name: /^Anonymt/ }).click();
    await page.getByRole('button', { name: 'Publicera anonymt' }).waitFor();
    await page.getByRole('radio', { name: 'Direkt' }).check();
  });

  it('loses nothing of what she typed by a failure of the server', async () => {
    const { page } = alma;
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 500, json: { code: 'INTERNAL_SERVER_ERROR' } }),
    );
    await page.getByRole('button', { name: 'Publicera anonymt' }).click();
    await page.getByText('Något gick fel').waitFor();
    await page.unroute('**/graphql');
    expect(await page.getByLabel('Rubrik').inputValue()).toBe(title);
    expect(await page.getByLabel('Din fråga').inputValue()).toBe(body);
  });

  it('nor by loading the page anew', async () => {
    const { page } = alma;
    await page.reload();
    await page.getByText('Ditt utkast är återställt.').waitFor();
    expect(await page.getByLabel('Rubrik').inputValue()).toBe(title);
    expect(await page.getByLabel('Din fråga').inputValue()).toBe(body);
    await page.getByRole('button', { name: 'Publicera anonymt' }).waitFor();
  });

  it('nor by a session that ran out', async () => {
    const { page } = alma;
    await server.services.db.service.session.deleteMany({});
    await page.getByRole('button', { name: 'Publicera anonymt' }).click();
    const dialog = page.getByRole('dialog', { name: 'Du har blivit utloggad' });
    await dialog.getByLabel(`Lösenord för ${email}`).fill(testPassword);
    await dialog.getByRole('button', { name: 'Fortsätt' }).click();
    // What she had asked for goes on by itself.
    await page.getByText('Din fråga är mottagen').waitFor();
    await page.getByRole('link', { name: title }).click();
    await page.waitForURL(/\/consultations\/[0-9a-f-]{36}$/);
    question = new URL(page.url()).pathname;
    await page.getByRole('heading', { name: title }).waitFor();
  });

  it('is unknown to a colleague, who answers under his name (ANONYMITY 1, 3, 15)', async () => {
    bo = await Visitor.signedIn(browser, server.url, colleague.email);
    const { page } = bo;
    await page.getByRole('link', { name: title }).click();
    await page.getByText(body).waitFor();
    await page.getByText('Frågeställaren').first().waitFor();
    const { id } = await server.services.db.service.account.findUniqueOrThrow({
      where: { email },
      select: { id: true },
    });
    for (const secret of [name, email, id]) expect(await bo.holds(secret)).toBe(false);
    expect(await page.getByRole('button', { name: 'Markera som löst' }).count()).toBe(0);

    await page.getByLabel('Ditt svar').fill('Tänk på propylenglykol och toluen, och mät osmolaliteten.');
    await page.getByRole('radio', { name: /^Under mitt namn/ }).click();
    await page.getByRole('button', { name: `Svara som ${colleague.name}` }).click();
    await page.getByText('Tänk på propylenglykol').waitFor();
  });

  it('reads the answer and marks it as the one that helped', async () => {
    const { page } = alma;
    await page.reload();
    await page.getByText('Tänk på propylenglykol').waitFor();
    await page.getByText(colleague.name).first().waitFor();
    await page.getByRole('button', { name: 'Det här löste frågan' }).click();
    await page.getByText('Löste frågan').waitFor();
    await bo.page.reload();
    await bo.page.getByText('Löste frågan').waitFor();
  });

  it('finds the question among her own; he does not among his', async () => {
    await alma.page.goto('/mine');
    await alma.page.getByRole('link', { name: title }).waitFor();
    await bo.page.goto('/mine');
    await bo.page.getByText('Du har inte ställt någon fråga').waitFor();
  });

  it('leaves no draft to the next at a shared computer (ANONYMITY 46, 49)', async () => {
    const { page } = alma;
    await page.goto('/ask');
    await page.getByLabel('Rubrik').fill('En rubrik som ingen annan ska se');
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.getByRole('menuitem', { name: 'Logga ut' }).click();
    await page.getByRole('dialog', { name: 'Logga ut?' }).getByRole('button', { name: 'Logga ut' }).click();
    await page.getByRole('heading', { name: 'Logga in' }).waitFor();
    expect(await alma.holds('En rubrik som ingen annan')).toBe(false);
    await alma.signIn(colleague.email);
    await page.goto('/ask');
    expect(await page.getByLabel('Rubrik').inputValue()).toBe('');
    expect(await alma.holds(name)).toBe(false);
    await page.goto(question);
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.getByRole('button', { name: 'Öppna igen' }).count()).toBe(0);
  });

  it('nor where it was forgotten to sign out and the session ran out meanwhile (ANONYMITY 46)', async () => {
    const { page } = alma;
    await page.goto('/ask');
    await page.getByLabel('Rubrik').fill('En rubrik som Bo har glömt kvar');
    await page.reload();
    await page.getByText('Ditt utkast är återställt.').waitFor();
    await page.context().clearCookies();
    await page.goto('/');
    await alma.signIn(email);
    expect(await alma.holds('En rubrik som Bo')).toBe(false);
  });

  it('nor what the page has in memory, where it is not loaded anew between the two (ANONYMITY 49)', async () => {
    const { page } = alma;
    const own = page.getByRole('link', { name: 'Mina frågor' }).first();
    await own.click();
    await page.getByRole('link', { name: title }).waitFor();
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.getByRole('menuitem', { name: 'Logga ut' }).click();
    await page.getByRole('heading', { name: 'Logga in' }).waitFor();
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('MINE')) await asked;
      await route.fallback();
    });
    await alma.signIn(colleague.email);
    await own.click();
    await page.getByRole('heading', { name: 'Mina frågor' }).waitFor();
    expect(await alma.holds(title), 'before the server has answered').toBe(false);
    answer();
    await page.getByText('Du har inte ställt någon fråga').waitFor();
    await page.unrouteAll();
  });

  it('no page threw or was stopped by the content policy', () => {
    expect([alma, bo, admin].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

async function chooseSpecialty({ page }: Visitor, label: string, specialty: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.click();
  await field.fill(specialty);
  await page.getByRole('option', { name: specialty, exact: true }).click();
}
