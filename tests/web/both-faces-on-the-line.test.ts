import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishDuePosts } from '../../api/hold-back/publish-due-posts.ts';
import { chromiumAbsent, launchBrowser, Visitor } from '../support/browser.ts';
import { ask } from '../support/forum.ts';
import { picture } from '../support/images.ts';
import { chooseImages, takeImage } from '../support/preparing-images.ts';
import { type Recorded, startRecordingProxy } from '../support/recording-proxy.ts';
import { createMember, physicianGrant, startTestServer } from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

type Face = 'anonymous' | 'named';
type Flow = { step: string; requests: string[] }[];

const name = 'Astrid Berg';
const title = 'Sjunkande natrium utan förklaring';
const body = 'Natrium har sjunkit till 124 på en vecka. Vad har jag inte tänkt på?';
const day = 24 * 3_600_000;

/**
 * What a hospital's proxy sees of each flow of writing, under either face: the same requests, in the same order, of the
 * same sizes. Each face on a service of its own, so that nothing of the other's is in any answer.
 */
describe.skipIf(chromiumAbsent)('whoever watches the line', () => {
  let browser: Browser;
  let image: Buffer;
  const flows: Partial<Record<Face, Flow>> = {};

  beforeAll(async () => {
    browser = await launchBrowser();
    image = await picture(400, 300).jpeg().toBuffer();
    // On a busy machine a page may ask for something anew that was slow to come. What one face does and the other does not is
    // there every time.
    for (let attempt = 0; attempt < 3 && (attempt === 0 || differ(flows)); attempt += 1) {
      for (const face of ['named', 'anonymous'] as const) flows[face] = await record(face);
    }
  }, 900_000);
  afterAll(() => browser?.close());

  async function record(face: Face): Promise<Flow> {
    const flow: Flow = [];
    const server = await startTestServer();
    const proxy = await startRecordingProxy(server.url);
    try {
      await holdTestCeremony(server);
      const colleague = await createMember(server, { name: 'Bo Lind' });
      const author = await createMember(server, { name, specialtyCode: 'internmedicin' });
      const thread = await ask(server, { grant: await physicianGrant(server, colleague) }, false);
      const visitor = await Visitor.arrive(browser, proxy.url);
      const { page } = visitor;
      /** What a load of a page asks for comes on several connections: its order is chance. */
      const step = async (told: string, act: () => Promise<unknown>, isLoad = false) => {
        await proxy.untilQuiet();
        proxy.take();
        await act();
        await proxy.untilQuiet();
        const requests = proxy.take().flatMap(lineOf);
        flow.push({ step: told, requests: isLoad ? requests.sort() : requests });
      };
      const open = (told: string, path: string) =>
        step(
          `opens ${told}`,
          async () => {
            await page.goto(path);
            await page.getByRole('button', { name: new RegExp(name) }).waitFor();
          },
          true,
        );
      await page.goto('/');
      await visitor.signIn(author.email);

      for (const how of ['a question', 'a question, held back'] as const) {
        await open(`the form of ${how}`, '/ask');
        await step('writes', () => fill(page, `${title}: ${how}`));
        await step('chooses the face', () => choose(page, face));
        if (face === 'anonymous' && how.endsWith('held back')) {
          await page.getByRole('radio', { name: 'Inom 24 timmar' }).click();
        }
        await step(`publishes ${how}`, async () => {
          await publish(page, face);
          await page.getByText('Din fråga är mottagen').waitFor();
        });
      }

      await open('a thread', `/consultations/${thread}`);
      await step('writes an answer', () => page.getByLabel('Ditt svar').fill('Kontrollera ferritin först.'));
      await step('gives it an image', async () => {
        await chooseImages(page, [image]);
        await takeImage(page);
        await page.getByText('Skickad').first().waitFor();
        await page.getByLabel('Beskriv bilden').fill('Ett utslag på en underarm');
        await page.getByRole('radio', { name: 'Ingen patient' }).check();
      });
      await step('chooses the face of the answer', () => choose(page, face));
      await step('publishes the answer', async () => {
        await page
          .getByRole('button', { name: face === 'named' ? `Svara som ${name}` : /^Svara anonymt/ })
          .click();
        await page.getByRole('article').filter({ hasText: 'Kontrollera ferritin' }).waitFor();
      });

      server.clock.advance(2 * day);
      await publishDuePosts(server.services);
      const { id } = await server.services.db.service.consultation.findFirstOrThrow({
        where: { title: `${title}: a question` },
        select: { id: true },
      });
      await open('the published question', `/consultations/${id}`);
      const card = page.getByRole('article').first();
      await step('edits it', async () => {
        await card.getByRole('button', { name: 'Redigera' }).click();
        await card.getByLabel('Din fråga').fill(`${body} Kalium är normalt.`);
        await card.getByRole('button', { name: 'Spara' }).click();
        await card.getByText('Kalium är normalt.').waitFor();
      });
      await step('withdraws it', async () => {
        await card.getByRole('button', { name: 'Ta bort' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
        await page.getByText('Du har tagit bort').first().waitFor();
      });
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
      return flow;
    } finally {
      await proxy.close();
      await server.close();
    }
  }

  it('sees no difference between what is written anonymously and under the name (#68)', () => {
    expect(flows.anonymous).toEqual(flows.named);
    const all = (flows.named ?? []).flatMap(({ requests }) => requests).join('\n');
    for (const operation of ['PostConsultation', 'PostAnswer', 'EditConsultation', 'DeleteConsultation']) {
      expect(all).toContain(operation);
    }
    expect(all).toContain('POST /images');
  });
});

/** Files of the page are the same for all, and cached. How long an encoded picture is, is chance. */
function lineOf({ method, path, operation, requestBytes, answerBytes }: Recorded): string[] {
  if (path.startsWith('/assets/')) return [];
  const sizes = path.startsWith('/images/') ? '' : ` ${requestBytes} -> ${answerBytes}`;
  return [`${method} ${path} ${operation}${sizes}`];
}

async function fill(page: Page, heading: string): Promise<void> {
  await page.getByRole('radio', { name: 'Patientfall' }).check();
  await page.locator('#ask-specialty').fill('Internmedicin');
  await page.getByRole('option', { name: 'Internmedicin', exact: true }).click();
  await page.getByLabel('Rubrik').fill(heading);
  await page.getByLabel('Din fråga').fill(`${body} ${heading}`);
}

const differ = ({ named, anonymous }: Partial<Record<Face, Flow>>) =>
  JSON.stringify(named) !== JSON.stringify(anonymous);

const choose = (page: Page, face: Face) =>
  page.getByRole('radio', { name: face === 'named' ? /^Under mitt namn/ : /^Anonymt/ }).click();

const publish = (page: Page, face: Face) =>
  page
    .getByRole('button', { name: face === 'named' ? `Publicera som ${name}` : 'Publicera anonymt' })
    .click();
