import type { Processor } from '../../analytics/processors.ts';
import { requireTechnicalAdmin } from '../access/grants.ts';
import { recordColumns, toRecord } from '../accounts/data.ts';
import { AccountType } from '../accounts/graphql.ts';
import type { AccountRecord } from '../accounts/types.ts';
import { AdminNameType } from '../audit/graphql.ts';
import { builder, connectionOf, refusable, type SubGraph } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { weighing } from '../graphql/limit-cost.ts';
import { PostKindEnum } from '../graphql/post-kind.ts';
import type { Pseudonym } from '../identity/pseudonyms.ts';
import { once } from '../once/once.ts';
import { type AliasId, type LookupId, parseId } from '../platform/ids.ts';
import { pageRequest, timeKeys } from '../platform/pages.ts';
import { Refusal } from '../platform/refusal.ts';
import { ProcessorEnum } from '../telemetry/graphql.ts';
import { approveLookup } from './approve-lookup.ts';
import { findLookup, findNewestEpoch, listLookups } from './data.ts';
import { findLookupSubject } from './find-subject.ts';
import { openLookup } from './open-lookup.ts';
import { type LookupFacts, refusalToApprove, refusalToOpen } from './policy.ts';
import { refuseLookup } from './refuse-lookup.ts';
import { type LookupTarget, requestLookup } from './request-lookup.ts';
import type { EpochRecord, LookupRecord, LookupSubject, Participation } from './types.ts';

const operations: SubGraph[] = ['operations'];

export const LookupReasonEnum = builder.enumType('LookupReason', {
  subGraphs: ['physician', 'operations'],
  values: ['COURT_ORDER', 'IMMINENT_DANGER', 'LEGAL_OBLIGATION', 'SERIOUS_ABUSE'] as const,
});

const LookupStateEnum = builder.enumType('LookupState', {
  subGraphs: operations,
  values: ['EXPIRED', 'OPENED', 'READY', 'REFUSED', 'REQUESTED'] as const,
});

const ParticipationKindEnum = builder.enumType('ParticipationKind', {
  subGraphs: operations,
  values: ['APPROVAL', 'OPENING', 'REFUSAL', 'REQUEST'] as const,
});

const ShareHolderType = builder.objectRef<EpochRecord['holders'][number]>('ShareHolder').implement({
  subGraphs: operations,
  fields: (t) => ({
    index: t.exposeInt('index'),
    admin: t.field({ type: AdminNameType, resolve: ({ admin }) => admin }),
  }),
});

const EpochType = builder.objectRef<EpochRecord>('Epoch').implement({
  subGraphs: operations,
  description:
    'The public part of a ceremony. Byte strings are unpadded base64url of 32-byte ristretto255 encodings.',
  fields: (t) => ({
    number: t.exposeInt('number'),
    threshold: t.exposeInt('threshold'),
    shares: t.exposeInt('shares'),
    groupKey: t.exposeString('groupKey'),
    commitments: t.exposeStringList('commitments'),
    holders: t.field({ type: [ShareHolderType], resolve: ({ holders }) => holders }),
  }),
});

const ParticipationType = builder.objectRef<Participation>('Participation').implement({
  subGraphs: operations,
  fields: (t) => ({
    admin: t.field({ type: AdminNameType, resolve: ({ admin }) => admin }),
    kind: t.field({ type: ParticipationKindEnum, resolve: ({ kind }) => kind }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    statement: t.exposeString('statement', { nullable: true }),
  }),
});

const LookupSubjectType = builder.objectRef<LookupSubject>('LookupSubject').implement({
  subGraphs: operations,
  description: 'The anonymous post that a link points at, without any trace of its author.',
  fields: (t) => ({
    kind: t.field({ type: PostKindEnum, resolve: ({ kind }) => kind }),
    aliasId: t.exposeID('aliasId'),
    aliasNumber: t.exposeInt('aliasNumber'),
    isAsker: t.exposeBoolean('isAsker'),
    consultationId: t.exposeID('consultationId'),
    title: t.exposeString('title'),
    body: t.exposeString('body', { extensions: weighing(4) }),
  }),
});

export const LookupType = builder.objectRef<LookupRecord>('Lookup').implement({
  subGraphs: operations,
  fields: (t) => ({
    id: t.exposeID('id'),
    aliasId: t.exposeID('aliasId', { nullable: true }),
    consultationId: t.exposeID('consultationId', { nullable: true }),
    subject: t.field({
      type: LookupSubjectType,
      nullable: true,
      description: 'Null where it is about a pseudonym.',
      resolve: ({ subject }) => subject,
    }),
    processor: t.field({
      type: ProcessorEnum,
      nullable: true,
      description: 'Where it is about a pseudonym: at whom.',
      resolve: ({ processor }) => processor,
    }),
    pseudonym: t.exposeID('pseudonym', {
      nullable: true,
      description: 'Null once the lookup has ended, and where it is about an alias.',
    }),
    sealSubject: t.exposeString('sealSubject', { description: 'What each partial proves to be about.' }),
    requestedBy: t.field({ type: AdminNameType, resolve: ({ requestedBy }) => requestedBy }),
    requestedByMe: t.boolean({
      resolve: ({ requestedBy }, _args, context) => requestedBy.id === signedIn(context).id,
    }),
    reason: t.field({ type: LookupReasonEnum, resolve: ({ reason }) => reason }),
    text: t.exposeString('text'),
    caseReference: t.exposeString('caseReference'),
    state: t.field({ type: LookupStateEnum, resolve: ({ state }) => state }),
    requestedAt: t.field({ type: 'DateTime', resolve: ({ requestedAt }) => requestedAt }),
    expiresAt: t.field({ type: 'DateTime', resolve: ({ expiresAt }) => expiresAt }),
    epoch: t.field({ type: EpochType, resolve: ({ epoch }) => epoch }),
    participations: t.field({ type: [ParticipationType], resolve: ({ participations }) => participations }),
    partials: t.int({
      description: 'Valid partials so far, and how many are needed.',
      resolve: ({ participations }) =>
        participations.filter(({ kind }) => kind === 'APPROVAL' || kind === 'OPENING').length,
    }),
    ephemeral: t.exposeString('ephemeral', {
      nullable: true,
      description:
        '96 bytes, base64url: E of the seal, from which a partial is computed, and the proof that it was made for this alias. Null once the lookup has ended.',
    }),
    canApprove: t.boolean({
      description: 'The viewer may approve (or refuse) it now.',
      resolve: (lookup, _args, context) =>
        refusalToApprove(factsOf(lookup), signedIn(context).id, context.services.clock.now()) === null,
    }),
    canOpen: t.boolean({
      description: 'The viewer may open it now.',
      resolve: (lookup, _args, context) =>
        refusalToOpen(factsOf(lookup), signedIn(context).id, context.services.clock.now()) === null,
    }),
  }),
});

const OpenedLookupType = builder
  .objectRef<{ author: AccountRecord; lookup: LookupRecord }>('OpenedLookup')
  .implement({
    subGraphs: operations,
    description: 'Shown once, never stored.',
    fields: (t) => ({
      author: t.field({ type: AccountType, resolve: ({ author }) => author }),
      lookup: t.field({ type: LookupType, resolve: ({ lookup }) => lookup }),
    }),
  });

const PartialInput = builder.inputType('PartialInput', {
  subGraphs: operations,
  description: "One admin's partial s_i*E with its Chaum-Pedersen proof, computed in her browser; base64url.",
  fields: (t) => ({ index: t.int(), partial: t.string(), challenge: t.string(), response: t.string() }),
});

const PseudonymInput = builder.inputType('PseudonymInput', {
  subGraphs: operations,
  description: 'By what a processor knows somebody.',
  fields: (t) => ({ processor: t.field({ type: ProcessorEnum }), pseudonym: t.id() }),
});

const RequestLookupInput = builder.inputType('RequestLookupInput', {
  subGraphs: operations,
  fields: (t) => ({
    aliasId: t.id({ required: false, description: 'This or a pseudonym.' }),
    pseudonym: t.field({ type: PseudonymInput, required: false }),
    reason: t.field({ type: LookupReasonEnum }),
    text: t.string(),
    caseReference: t.string(),
  }),
});

const LookupsConnection = connectionOf('QueryLookupsConnection', LookupType, operations);

builder.queryField('lookups', (t) =>
  t.field({
    type: LookupsConnection,
    subGraphs: operations,
    description: 'Newest first.',
    args: {
      first: t.arg.int({ required: false, defaultValue: 20 }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, args, context) => {
      technicalAdmin(context);
      const { db, clock } = context.services;
      const page = pageRequest(args, timeKeys);
      return db.lookupTransaction((tx) => listLookups(tx, page, clock.now()));
    },
  }),
);

builder.queryField('lookup', (t) =>
  t.field({
    type: LookupType,
    nullable: true,
    subGraphs: operations,
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) => {
      technicalAdmin(context);
      const lookup = parseId<LookupId>(id);
      const { db, clock } = context.services;
      return lookup && db.lookupTransaction((tx) => findLookup(tx, lookup, clock.now()));
    },
  }),
);

builder.queryField('lookupSubject', (t) =>
  t.field({
    type: LookupSubjectType,
    nullable: true,
    subGraphs: operations,
    description: 'From a link or an id to the anonymous post; null where it points at nothing anonymous.',
    args: { link: t.arg.string() },
    resolve: (_root, { link }, context) => {
      technicalAdmin(context);
      return context.services.db.lookupTransaction((tx) => findLookupSubject(tx, link));
    },
  }),
);

builder.queryField('epoch', (t) =>
  t.field({
    type: EpochType,
    nullable: true,
    subGraphs: operations,
    description: 'The newest ceremony; null before the first.',
    resolve: (_root, _args, context) => {
      technicalAdmin(context);
      return findNewestEpoch(context.services.db.service);
    },
  }),
);

builder.mutationField('requestLookup', (t) =>
  t.field({
    type: LookupType,
    subGraphs: operations,
    errors: refusable('RequestLookupResult', 'operations'),
    args: { input: t.arg({ type: RequestLookupInput }) },
    resolve: async (_root, { input }, context) => {
      const { aliasId, pseudonym, reason, text, caseReference } = input;
      const request = { ...lookupTarget(aliasId, pseudonym), reason, text, caseReference };
      return once(
        context,
        { mutation: 'requestLookup', input },
        async (once) =>
          reread(context, await requestLookup(context.services, technicalAdmin(context), request, once)),
        (id) => reread(context, id as LookupId),
      );
    },
  }),
);

builder.mutationField('approveLookup', (t) =>
  t.field({
    type: LookupType,
    subGraphs: operations,
    errors: refusable('ApproveLookupResult', 'operations'),
    args: { id: t.arg.id(), partial: t.arg({ type: PartialInput }) },
    resolve: async (_root, { id, partial }, context) => {
      const lookup = lookupId(id);
      await approveLookup(context.services, technicalAdmin(context), lookup, partial);
      return reread(context, lookup);
    },
  }),
);

builder.mutationField('refuseLookup', (t) =>
  t.field({
    type: LookupType,
    subGraphs: operations,
    errors: refusable('RefuseLookupResult', 'operations'),
    args: { id: t.arg.id(), statement: t.arg.string() },
    resolve: async (_root, { id, statement }, context) => {
      const lookup = lookupId(id);
      await refuseLookup(context.services, technicalAdmin(context), lookup, statement);
      return reread(context, lookup);
    },
  }),
);

builder.mutationField('openLookup', (t) =>
  t.field({
    type: OpenedLookupType,
    subGraphs: operations,
    errors: refusable('OpenLookupResult', 'operations'),
    args: { id: t.arg.id(), partial: t.arg({ type: PartialInput }) },
    resolve: async (_root, { id, partial }, context) => {
      const lookup = lookupId(id);
      const { services } = context;
      const author = await openLookup(services, technicalAdmin(context), lookup, partial);
      const row = await services.db.service.account.findUnique({
        where: { id: author },
        select: recordColumns,
      });
      if (!row) throw Refusal.notFound();
      return { author: toRecord(row), lookup: await reread(context, lookup) };
    },
  }),
);

/** @throws Refusal NOT_FOUND unless it is exactly one of the two, and looks like one. */
function lookupTarget(
  aliasId: string | null | undefined,
  named: { processor: Processor; pseudonym: string } | null | undefined,
): LookupTarget {
  const alias = aliasId ? parseId<AliasId>(aliasId) : null;
  const pseudonym = named ? parseId<Pseudonym>(named.pseudonym.trim().toLowerCase()) : null;
  if (alias && !named) return { alias };
  if (named && pseudonym && !aliasId) return { processor: named.processor, pseudonym };
  throw Refusal.notFound();
}

export function technicalAdmin(context: RequestContext) {
  return requireTechnicalAdmin(signedIn(context));
}

export function lookupId(text: string): LookupId {
  const id = parseId<LookupId>(text);
  if (!id) throw Refusal.notFound();
  return id;
}

export async function reread(
  { services: { db, clock } }: RequestContext,
  id: LookupId,
): Promise<LookupRecord> {
  const lookup = await db.lookupTransaction((tx) => findLookup(tx, id, clock.now()));
  if (!lookup) throw Refusal.notFound();
  return lookup;
}

function factsOf(lookup: LookupRecord): LookupFacts {
  const who = (kind: Participation['kind']) =>
    lookup.participations.filter((part) => part.kind === kind).map((part) => part.admin.id);
  return {
    state: lookup.state,
    requestedBy: lookup.requestedBy.id,
    expiresAt: lookup.expiresAt,
    threshold: lookup.epoch.threshold,
    holders: lookup.epoch.holders.map((holder) => holder.admin.id),
    approvals: who('APPROVAL'),
    refusals: who('REFUSAL'),
  };
}
