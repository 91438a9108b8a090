import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { chromiumAbsent, launchBrowser, tellInOrder, Visitor } from '../support/browser.ts';
import { runProgram } from '../support/program.ts';
import {
  createMember,
  databaseEnvironment,
  type Member,
  physicianGrant,
  startTestServer,
  type TestServer,
} from '../support/server.ts';

const title = 'Jag har gjort ett misstag som ingen vet om';

describe.skipIf(chromiumAbsent)('the technical admins, in their browsers and at the terminal', () => {
  tellInOrder();
  let server: TestServer;
  let browser: Browser;
  let folder: string;
  let author: Member;
  let people: Member[];
  let shares: { file: string; passphrase: string }[];
  let asker: Visitor;
  let approver: Visitor;
  let lookup = '';

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'konsilium-shares-'));
    server = await startTestServer();
    browser = await launchBrowser();
    author = await createMember(server, { name: 'Gunhild Rönnbärsdal' });
    people = await Promise.all(
      ['Hedvig Sjögräs', 'Ivar Tuvull', 'Jorun Skvattram'].map((name) =>
        createMember(server, { name, status: 'UNVERIFIED', technicalAdmin: true }),
      ),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** `npm run -s admin -- …` beside the running service. */
  async function admin(...args: string[]): Promise<{ status: number | null; output: string }> {
    const { keyring } = server.services.config;
    const program = runProgram(
      'api/admin/cli.ts',
      {
        ...databaseEnvironment(server.database),
        KONSILIUM_DATA: folder,
        ...(keyring ? { KONSILIUM_KEYRING: keyring } : {}),
      },
      args,
    );
    const status = await program.ended;
    return { status, output: `${program.output}${program.complaints}` };
  }

  it('hold the ceremony', async () => {
    const out = path.join(folder, 'shares');
    const emails = people.map(({ email }) => email).join(',');
    const { status, output } = await admin(
      ...['ceremony', '--admins', emails, '--threshold', '2', '--out', out, '--generate-passphrases'],
    );
    expect(status, output).toBe(0);
    shares = people.map(({ email }) => {
      const line = output.split('\n').find((one) => one.includes(email));
      const [, file = '', passphrase = ''] = line?.match(/: (\S+\.age) +passphrase (\S+)/) ?? [];
      return { file, passphrase };
    });
    for (const { file } of shares) expect(file).toContain(out);
  }, 60_000);

  it('the first asks who wrote an anonymous post', async () => {
    const id = await postConsultation(server.services, await physicianGrant(server, author), {
      kind: 'ETHICS',
      specialty: 'kirurgi',
      tags: [],
      title,
      body: 'Jag är rädd för vad jag kan göra i natt, och ingen vet.',
      anonymous: true,
      holdBack: 'AT_ONCE',
    });
    asker = await Visitor.signedIn(browser, server.url, people[0]?.email ?? '');
    const { page } = asker;
    await page.getByRole('link', { name: 'Uppslag' }).click();
    await page.getByRole('link', { name: 'Ny begäran' }).click();
    await page.getByLabel('Länk till inlägget').fill(`${server.url}/consultations/${id}`);
    await page.getByRole('button', { name: 'Visa inlägget' }).click();
    await page.getByRole('article', { name: 'Inlägget som uppslaget gäller' }).getByText(title).waitFor();
    await page.getByRole('radio', { name: 'Överhängande fara för någon' }).check();
    await page.getByLabel('Motivering').fill('Inlägget tyder på fara för författarens liv i natt.');
    await page.getByLabel('Ärendereferens').fill('Ä 2026-17');
    await page.getByRole('button', { name: 'Begär uppslaget' }).click();
    const dialog = page.getByRole('dialog', { name: 'Begär uppslaget?' });
    await dialog.getByRole('button', { name: 'Begär uppslaget' }).click();
    await page.waitForURL(/\/operations\/lookups\/[0-9a-f-]{36}$/);
    lookup = new URL(page.url()).pathname;
    await page.getByText('Väntar på att en annan administratör').waitFor();
    expect(await asker.holds(author.name)).toBe(false);
  });

  it('she cannot open it alone, and the second not approve with another’s share', async () => {
    expect(await asker.page.getByRole('button', { name: 'Öppna med min nyckelandel' }).count()).toBe(0);
    approver = await Visitor.signedIn(browser, server.url, people[1]?.email ?? '');
    await approver.page.goto(lookup);
    await useShare(approver.page, 2, 'Godkänn med min nyckelandel');
    await approver.page.getByText(/Filen innehåller andel 3, som tillhör Jorun Skvattram/).waitFor();
  });

  it('the second approves with her own, which stays in her browser', async () => {
    const { page } = approver;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await useShare(page, 1, 'Godkänn med min nyckelandel');
    await page.getByText('Du har godkänt uppslaget.').waitFor();
    expect(sent.join('\n')).toContain('approveLookup');
    expect(sent.join('\n')).not.toMatch(/AGE ENCRYPTED|secretShare/);
    expect(sent.join('\n')).not.toContain(shares[1]?.passphrase);
    expect(await approver.holds(author.name)).toBe(false);
  });

  it('the first opens it, sees the author once, and no more after that', async () => {
    const { page } = asker;
    await page.getByRole('button', { name: 'Uppdatera' }).click();
    await useShare(page, 0, 'Öppna med min nyckelandel');
    const dialog = page.getByRole('dialog', { name: 'Öppna uppslaget?' });
    await dialog.getByRole('button', { name: 'Öppna med min nyckelandel' }).click();
    await page.getByRole('heading', { name: `Inlägget skrevs av ${author.name}` }).waitFor();
    await page.getByText(author.email).waitFor();

    await page.reload();
    await page.getByText('Uppslaget är öppnat.').waitFor();
    await approver.page.reload();
    await approver.page.getByText('Uppslaget är öppnat.').waitFor();
    for (const visitor of [asker, approver]) expect(await visitor.holds(author.name)).toBe(false);
  });

  it('both find every step in the audit, whose chain holds', async () => {
    const { page } = approver;
    await page.getByRole('link', { name: 'Granskningslogg' }).click();
    for (const step of ['Nyckelceremoni genomförd', 'Uppslag begärt', 'Uppslag godkänt', 'Uppslag öppnat']) {
      await page.getByRole('heading', { name: step }).waitFor();
    }
    await page.getByRole('button', { name: 'Verifiera kedjan' }).click();
    await page.getByText('Kedjan är hel').waitFor();
    expect(await approver.holds(author.name)).toBe(false);
    expect(await approver.holds(author.id)).toBe(false);
    expect(await admin('audit', 'verify')).toMatchObject({ status: 0 });
  });

  it('who owns the database alters an entry, and the chain names it', async () => {
    const seq = await tamper(server.database.owner);
    const { page } = approver;
    await page.getByRole('button', { name: 'Verifiera kedjan' }).click();
    await page.getByText(`Kedjan bryts vid post ${seq}`).waitFor();
    await page
      .getByRole('article')
      .filter({ hasText: `Post ${seq}` })
      .getByText('Kedjan bryts här')
      .waitFor();
    const verdict = await admin('audit', 'verify');
    expect(verdict.status).toBe(1);
    expect(verdict.output).toContain(`broken at entry ${seq}`);
  });

  it('no page threw or was stopped by the content policy', () => {
    expect([asker, approver].flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  async function useShare(page: Page, holder: number, submit: string): Promise<void> {
    const { file = '', passphrase = '' } = shares[holder] ?? {};
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByLabel('Lösenfras', { exact: true }).fill(passphrase);
    await page.getByRole('button', { name: submit }).click();
  }
});

/** Lets the approval look as if it had been somebody else's. @returns the entry's number. */
async function tamper(ownerUrl: string): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ seq: number }>(
      `UPDATE audit.entry SET actor = (SELECT actor FROM audit.entry WHERE kind = 'lookup.requested' LIMIT 1)
        WHERE kind = 'lookup.approved' RETURNING seq::int`,
    );
    return rows[0]?.seq ?? 0;
  } finally {
    await owner.end();
  }
}
