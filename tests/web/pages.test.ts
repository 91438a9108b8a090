import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { appealDecision } from '../../api/appeals/appeal-decision.ts';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { flagPost } from '../../api/flags/flag-post.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import type { ConsultationId, PhysicianId } from '../../api/platform/ids.ts';
import { chromiumAbsent, launchBrowser, Visitor } from '../support/browser.ts';
import { editPost } from '../support/edits.ts';
import {
  createMember,
  givePassword,
  physicianGrant,
  startTestServer,
  type TestServer,
} from '../support/server.ts';
import { askForLookup, holdTestCeremony } from '../support/vault.ts';
import { asModerator } from '../support/world.ts';

/** What a phone of the time is wide, in CSS pixels. */
const phone = 390;
/** Such as doctors paste: nothing in it may be broken but by force. */
const longWord = 'elektroencefalografi'.repeat(6);

type Who = 'nobody' | 'unverified' | 'physician' | 'moderator' | 'technicalAdmin';

describe.skipIf(chromiumAbsent)('every page, on a phone and without eyes or mouse', () => {
  let server: TestServer;
  let browser: Browser;
  const visitors: Partial<Record<Who, Visitor>> = {};
  const paths: Record<string, string> = {};

  beforeAll(async () => {
    server = await startTestServer();
    browser = await launchBrowser();
    const holders = await holdTestCeremony(server);
    const [admin] = holders;
    if (!admin) throw new Error('the ceremony had nobody');
    await givePassword(server, admin.grant.adminId);
    const author = await createMember(server, { name: 'Liv Vattenklöver', specialtyCode: 'internmedicin' });
    const moderator = await createMember(server, { name: 'Moa Myrlilja', moderator: true });
    const unverified = await createMember(server, { name: 'Nanna Ögontröst', status: 'UNVERIFIED' });

    const grant = await physicianGrant(server, author);
    const question = await postConsultation(server.services, grant, {
      kind: 'CLINICAL_CASE',
      specialty: 'internmedicin',
      tags: ['eeg', 'oklar medvetslöshet'],
      title: `Vad betyder ${longWord}?`,
      body: `Så här står det: ${longWord}\n\n| Prov | Värde |\n|---|---|\n| ${longWord} | 1 |\n\n    ${longWord}`,
      anonymous: true,
      holdBack: 'AT_ONCE',
    });
    await postAnswer(server.services, await physicianGrant(server, moderator), {
      consultationId: question,
      body: `> ${longWord}\n\nDet är ett stavfel.`,
      anonymous: false,
    });
    const flagged = await postConsultation(server.services, grant, {
      kind: 'QUESTION',
      specialty: 'internmedicin',
      tags: [],
      title: `Anmäld: ${longWord}`,
      body: `Anmäld fråga om ${longWord}`,
      anonymous: false,
    });
    const flagger = await physicianGrant(server, await createMember(server));
    await flagPost(server.services, flagger, { consultationId: flagged, reason: 'OTHER', note: longWord });
    const db = server.services.db.service;
    const found = await db.moderationCase.findFirstOrThrow({ select: { id: true } });
    const { aliasId } = await db.consultation.findUniqueOrThrow({
      where: { id: question },
      select: { aliasId: true },
    });
    const lookup = await askForLookup(server, admin, {
      alias: aliasId as Parameters<typeof askForLookup>[2]['alias'],
      consultation: question,
      physician: author.id,
    });
    paths.consultation = `/consultations/${question}`;
    paths.appeal = `/moderation/appeals/${await appealBy(server, author, flagged)}`;
    paths.case = `/moderation/cases/${found.id}`;
    paths.lookup = `/operations/lookups/${lookup}`;

    visitors.nobody = await Visitor.arrive(browser, server.url, phone);
    for (const [who, email] of [
      ['unverified', unverified.email],
      ['physician', author.email],
      ['moderator', moderator.email],
      ['technicalAdmin', admin.email],
    ] as const) {
      visitors[who] = await Visitor.signedIn(browser, server.url, email, phone);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const pages: [Who, string][] = [
    ['nobody', '/sign-in'],
    ['nobody', '/register'],
    ['nobody', '/erasure'],
    ['nobody', '/consent-form'],
    ['nobody', '/terms'],
    ['nobody', '/privacy'],
    ['nobody', '/privacy?version=2026-11-20&changes'],
    ['physician', '/terms'],
    ['nobody', '/privacy/processors'],
    ['nobody', '/privacy/anonymity'],
    ['nobody', '/privacy/retention'],
    ['nobody', '/withdraw-image'],
    ['unverified', '/'],
    ['unverified', '/settings'],
    ['physician', '/'],
    ['physician', '/?list=unanswered'],
    ['physician', '/mine'],
    ['physician', '/transparency'],
    ['physician', '/ask'],
    ['physician', '/settings'],
    ['physician', 'consultation'],
    ['physician', '/consultations/none'],
    ['physician', '/nowhere'],
    ['moderator', '/moderation'],
    ['moderator', '/moderation?list=decided'],
    ['moderator', '/moderation?list=appeals'],
    ['moderator', 'appeal'],
    ['moderator', '/moderation/measures'],
    ['moderator', 'case'],
    ['technicalAdmin', '/operations/verification'],
    ['technicalAdmin', '/operations/lookups'],
    ['technicalAdmin', '/operations/lookups/new'],
    ['technicalAdmin', 'lookup'],
    ['technicalAdmin', '/operations/audit'],
    ['technicalAdmin', '/operations/statistics'],
    ['technicalAdmin', '/operations/processors'],
    ['technicalAdmin', '/operations/erasures'],
    ['technicalAdmin', '/operations/consent-forms'],
  ];

  it.each(pages)('%s: %s', async (who, name) => {
    const visitor = visitors[who];
    if (!visitor) throw new Error(`${who} did not arrive`);
    const { page } = visitor;
    await page.goto(paths[name] ?? name);
    await settle(page);
    expect(await page.evaluate(faultsOfPage), page.url()).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  it('the language can be changed, and the whole page follows', async () => {
    const { page } = await Visitor.arrive(browser, server.url);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.reload();
    await page.getByRole('button', { name: 'Svenska' }).waitFor();
  });
});

/** Until what was asked of the server has come and stands on the page. */
async function settle(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root') === null,
  );
}

/** Runs in the page. */
function faultsOfPage(): string[] {
  const faults: string[] = [];
  const { documentElement: root } = document;
  if (root.scrollWidth > root.clientWidth) {
    const clipped = (element: Element | null): boolean =>
      element !== null &&
      element !== root &&
      (getComputedStyle(element).overflowX !== 'visible' || clipped(element.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        element.getBoundingClientRect().right > root.clientWidth + 1 && !clipped(element.parentElement),
    );
    faults.push(
      `scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${wide.at(-1)?.outerHTML.slice(0, 200)}`,
    );
  }
  if (root.lang !== 'sv') faults.push(`the language is ${root.lang}`);
  if (document.title.trim() === '') faults.push('no title');
  if (document.querySelectorAll('h1').length !== 1)
    faults.push(`${document.querySelectorAll('h1').length} main headings`);
  if (document.querySelectorAll('main').length !== 1) {
    faults.push(`${document.querySelectorAll('main').length} main parts`);
  }

  const named = (element: Element): boolean => {
    const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
    const texts = [
      element.getAttribute('aria-label'),
      element.getAttribute('title'),
      ...ids.map((id) => document.getElementById(id)?.textContent),
      ...('labels' in element
        ? [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent)
        : []),
    ];
    return texts.some((text) => text?.trim());
  };
  const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const controls = document.querySelectorAll(
    'input:not([type="hidden"]), textarea, select, [role="combobox"]',
  );
  for (const control of controls) {
    if (visible(control) && !named(control)) faults.push(`no label: ${control.outerHTML.slice(0, 200)}`);
  }
  for (const button of document.querySelectorAll('button, a[href], [role="button"]')) {
    if (visible(button) && !button.textContent?.trim() && !named(button)) {
      faults.push(`no name: ${button.outerHTML.slice(0, 200)}`);
    }
  }
  for (const image of document.querySelectorAll('img:not([alt])'))
    faults.push(`no alt: ${image.outerHTML.slice(0, 200)}`);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at)))
    faults.push(`the id ${id} twice`);
  return faults;
}

/** An appeal of an edit by some other moderator. @returns its id. */
async function appealBy(
  server: TestServer,
  author: { id: PhysicianId },
  consultationId: ConsultationId,
): Promise<string> {
  const decider = await asModerator(server);
  const { id: caseId } = await openCase(server.services, decider, { consultationId });
  await editPost(server.services, decider, {
    caseId,
    rule: 'ON_TOPIC',
    statement: `Ändrad: ${longWord}`,
    body: `En text av moderatorn om ${longWord}`,
  });
  const { id: decisionId } = await server.services.db.service.decision.findFirstOrThrow({
    where: { caseId },
    select: { id: true },
  });
  const text = `Så skrev jag inte: ${longWord}`;
  await appealDecision(server.services, await physicianGrant(server, author), { decisionId, text });
  const { id } = await server.services.db.service.appeal.findUniqueOrThrow({
    where: { decisionId },
    select: { id: true },
  });
  return id;
}
