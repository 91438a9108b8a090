import { markHelpful } from '../../api/answers/mark-helpful.ts';
import { editConsultation } from '../../api/consultations/edit-consultation.ts';
import { requestExport } from '../../api/exports/request-export.ts';
import { listOwnClaims } from '../../api/identity/own-claims.ts';
import { ensurePseudonym, listPseudonyms } from '../../api/identity/pseudonyms.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { requestLookup } from '../../api/lookups/request-lookup.ts';
import { queueMail } from '../../api/mail/queue-mail.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { type AliasId, newId } from '../../api/platform/ids.ts';
import { recordEvent } from '../../api/telemetry/record-event.ts';
import { answer, ask, type Colleague, colleague } from './forum.ts';
import { flag, moderator } from './moderation.ts';
import { BugsnagDataStandIn } from './processors/bugsnag-data.ts';
import { MixpanelErasureStandIn } from './processors/mixpanel-erase.ts';
import { answerConsent } from './telemetry.ts';
import { proveFor, type ShareHolder } from './vault.ts';
import type { World } from './world.ts';

export interface Processors {
  mixpanel: MixpanelErasureStandIn;
  bugsnag: BugsnagDataStandIn;
  close(): Promise<void>;
}

/** Turns every processor on, with stand-ins for their interfaces of deletion. */
export async function withProcessors(world: World): Promise<Processors> {
  const mixpanel = await MixpanelErasureStandIn.open('project', 'oauth');
  const bugsnag = await BugsnagDataStandIn.open('auth', 'project-1');
  Object.assign(world.services.config, {
    erasureCoolingOffDays: 0,
    mixpanel: {
      token: 'project',
      apiUrl: mixpanel.url,
      gdprUrl: mixpanel.url,
      gdprToken: 'oauth',
      timeoutMs: 2000,
    },
    bugsnag: { apiKey: 'key', notifyUrl: bugsnag.url, sessionsUrl: bugsnag.url },
    bugsnagDeletion: { dataUrl: bugsnag.url, dataToken: 'auth', projectId: 'project-1' },
    honeycomb: { apiKey: 'key', endpoint: 'http://127.0.0.1:9', dataset: 'test' },
  });
  return {
    mixpanel,
    bugsnag,
    async close() {
      await Promise.all([mixpanel.close(), bugsnag.close()]);
    },
  };
}

/** Somebody of whom something is kept in every room of the house, and by what it can be found. */
export interface Everything {
  member: Colleague;
  /** Secrets by what they are. */
  canaries: ReadonlyMap<string, string>;
  pseudonyms: { mixpanel: string; bugsnag: string };
}

export async function memberWithEverything(
  world: World,
  holders: readonly ShareHolder[],
): Promise<Everything> {
  const { services, clock } = world;
  const db = services.db.service;
  const mark = newId().slice(0, 8);
  const text = (where: string) => `kanarietext${mark}${where}`;
  const hers = (where: string) => ({
    title: `Titel ${text(where)}`,
    body: `Brödtext som är lång nog ${text(where)}`,
  });
  const member = await colleague(world, { name: `Kanarie ${mark}`, email: `${mark}@canary.test` });
  const { actor, grant } = member;
  const other = await colleague(world);
  const thread = await ask(world, other, false);
  const theirs = await answer(world, other, thread, false);

  const named = await ask(world, member, false, { ...hers('namn'), tags: [`tagg${mark}`] });
  await editConsultation(services, grant, { id: named, ...hers('andra'), tags: [] });
  await answer(world, other, named, false, 'Ett svar av någon annan.');
  await answer(world, member, thread, false, `Svar ${text('svar')}`);
  const anonymous = await ask(world, member, true, hers('anonym'));
  await ask(world, member, true, hers('andraanonyma'));
  await answer(world, member, thread, true, `Anonymt svar ${text('anonymtsvar')}`);
  await ask(world, member, true, { ...hers('hallen'), holdBack: 'ONE_DAY' });
  await markHelpful(services, grant, { answerId: theirs });
  await flag(world, member, { answerId: theirs }, { note: `Anmälan ${text('anmalan')}` });

  await answerConsent(services, actor.id, true, 'MIXPANEL');
  for (const processor of ['BUGSNAG', 'HONEYCOMB'] as const) {
    await ensurePseudonym(db, services.keyring, actor.id, processor);
  }
  await db.$transaction((tx) =>
    recordEvent(tx, services, actor.id, 'consent.changed', { processor: 'MIXPANEL', agreed: true }),
  );
  await db.$transaction((tx) => queueMail(services, tx, actor.id, 'erasure_cancelled', {}));
  await requestExport(services, actor.id, new Uint8Array(32));
  await db.session.createMany({
    data: [
      { sid: newId(), sess: { passport: { user: actor.id } }, expire: new Date(clock.now().getTime() + 1e7) },
    ],
  });
  await lookUp(world, holders, anonymous);
  await suspend(world, anonymous, text('motivering'));
  await suspend(world, named, text('namnd'));

  const aliases = await listOwnClaims(db, services.keyring, actor.id);
  const pseudonyms = await listPseudonyms(services, actor.id);
  const at = (processor: string) => pseudonyms.find((own) => own.processor === processor)?.pseudonym ?? '';
  const licence = await db.account.findUniqueOrThrow({
    where: { id: actor.id },
    select: { licenceNumber: true },
  });
  return {
    member,
    canaries: new Map([
      ['id', actor.id],
      ['name', actor.name],
      ['e-mail', actor.email],
      ['licence number', licence.licenceNumber ?? ''],
      ['text', `kanarietext${mark}`],
      ['tag', `tagg${mark}`],
      ...aliases.map(({ alias }, which) => [`alias ${which}`, alias] as const),
      ...pseudonyms.map(({ processor, pseudonym }) => [`pseudonym ${processor}`, pseudonym] as const),
    ]),
    pseudonyms: { mixpanel: at('MIXPANEL'), bugsnag: at('BUGSNAG') },
  };
}

/** Opened before she goes: a record of it stays, the notice to her does not. */
async function lookUp(world: World, holders: readonly ShareHolder[], consultation: string): Promise<void> {
  const [first, second] = holders;
  if (!first || !second) throw new Error('nobody holds a share');
  const { services } = world;
  const { aliasId } = await services.db.service.consultation.findUniqueOrThrow({
    where: { id: consultation },
    select: { aliasId: true },
  });
  const id = await requestLookup(services, first.grant, {
    alias: aliasId as AliasId,
    reason: 'IMMINENT_DANGER',
    text: 'Hot mot en namngiven person.',
    caseReference: 'Ä 2026-17',
  });
  await approveLookup(services, second.grant, id, await proveFor(world, second, id));
  await openLookup(services, first.grant, id, await proveFor(world, first, id));
}

async function suspend(world: World, consultationId: string, statement: string): Promise<void> {
  const { hat } = await moderator(world);
  const { id } = await openCase(world.services, hat, { consultationId });
  await suspendAuthor(world.services, hat, { caseId: id, rule: 'RESPECT', statement, days: 7 });
}
