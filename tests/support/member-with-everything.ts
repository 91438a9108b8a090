import { processors } from '../../analytics/processors.ts';
import { markHelpful } from '../../api/answers/mark-helpful.ts';
import { makeExports } from '../../api/exports/make-exports.ts';
import { requestExport } from '../../api/exports/request-export.ts';
import { listOwnClaims } from '../../api/identity/own-claims.ts';
import { listPseudonyms } from '../../api/identity/pseudonyms.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { requestLookup } from '../../api/lookups/request-lookup.ts';
import { queueMail } from '../../api/mail/queue-mail.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { type AliasId, type ConsultationId, newId } from '../../api/platform/ids.ts';
import { deliverTelemetry } from '../../api/telemetry/deliver.ts';
import { openErrorReporter } from '../../api/telemetry/errors/report-errors.ts';
import { recordEvent } from '../../api/telemetry/record-event.ts';
import { appeal } from './appeals.ts';
import { editConsultation } from './edits.ts';
import { answer, ask, type Colleague, colleague } from './forum.ts';
import { flag, moderator } from './moderation.ts';
import { answerConsent } from './telemetry.ts';
import { proveFor, type ShareHolder } from './vault.ts';
import type { World } from './world.ts';

/** Something further that she does before she is suspended, and what it can be found by. */
type More = (
  member: Colleague,
  text: (where: string) => string,
) => Promise<Iterable<readonly [string, string]>>;

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
  more: More = async () => [],
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
  const second = await ask(world, member, true, hers('andraanonyma'));
  await answer(world, member, thread, true, `Anonymt svar ${text('anonymtsvar')}`);
  await ask(world, member, true, { ...hers('hallen'), holdBack: 'ONE_DAY' });
  await markHelpful(services, grant, { answerId: theirs });
  await flag(world, member, { answerId: theirs }, { note: `Anmälan ${text('anmalan')}` });
  for (const consultationId of [named, anonymous]) {
    await flag(world, other, { consultationId }, { note: `Där står ${text('citerat')}` });
  }

  await beKnownToProcessors(world, member);
  await db.$transaction((tx) => queueMail(services, tx, actor.id, 'erasure_cancelled', {}));
  await requestExport(services, actor.id, new Uint8Array(32));
  await makeExports(services);
  await db.session.createMany({
    data: [
      { sid: newId(), sess: { passport: { user: actor.id } }, expire: new Date(clock.now().getTime() + 1e7) },
    ],
  });
  const found = await more(member, text);
  await lookUp(world, holders, anonymous, services.config.lookupNoticeDays);
  await lookUp(world, holders, second, 0);
  for (const consultationId of [anonymous, named]) {
    await appeal(
      world,
      member,
      await suspend(world, consultationId, text('motivering')),
      `Jag bestrider ${text('bestridande')}`,
    );
  }

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
      ...found,
      ...pseudonyms.map(({ processor, pseudonym }) => [`pseudonym ${processor}`, pseudonym] as const),
    ]),
    pseudonyms: { mixpanel: at('MIXPANEL'), bugsnag: at('BUGSNAG') },
  };
}

/** She has agreed; events and an error of hers have arrived there, and some still wait. */
async function beKnownToProcessors(world: World, { actor }: Colleague): Promise<void> {
  const { services, clock } = world;
  const { service } = services.db;
  for (const processor of processors) await answerConsent(services, actor.id, true, processor);
  const changed = { processor: 'MIXPANEL', agreed: true } as const;
  const record = () =>
    service.$transaction((tx) => recordEvent(tx, services, actor.id, 'consent.changed', changed));
  await record();
  const errors = openErrorReporter(() => services);
  errors?.report(new TypeError('fel'), { context: 'graphql physician consultations', physician: actor.id });
  await errors?.close();
  clock.advance(71 * 60_000);
  await deliverTelemetry(services);
  await record();
}

/** Opened before she goes, with or without a notice that she has been told: the record of it stays, the notice does not. */
async function lookUp(
  world: World,
  holders: readonly ShareHolder[],
  consultation: string,
  lookupNoticeDays: number,
): Promise<void> {
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
  const settings = { ...services, config: { ...services.config, lookupNoticeDays } };
  await openLookup(settings, first.grant, id, await proveFor(world, first, id));
}

/** With reasons that quote her. @returns the id of the decision. */
async function suspend(world: World, consultationId: ConsultationId, statement: string): Promise<string> {
  const { hat } = await moderator(world);
  const { id: caseId } = await openCase(world.services, hat, { consultationId });
  await suspendAuthor(world.services, hat, { caseId, rule: 'RESPECT', statement, days: 7 });
  const { id } = await world.services.db.service.decision.findFirstOrThrow({
    where: { caseId },
    select: { id: true },
  });
  return id;
}
