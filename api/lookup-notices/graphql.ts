import DataLoader from 'dataloader';
import { AdminNameType } from '../audit/graphql.ts';
import { builder, refusable } from '../graphql/builder.ts';
import { memoized, type RequestContext, signedIn } from '../graphql/context.ts';
import { LookupReasonEnum, LookupType, lookupId, reread, technicalAdmin } from '../lookups/graphql.ts';
import { once } from '../once/once.ts';
import type { LookupId } from '../platform/ids.ts';
import { readerOf } from '../posts/reader.ts';
import { ProcessorEnum } from '../telemetry/graphql.ts';
import { listOwnNotices, readOpeningNotices } from './data.ts';
import { extendLookupNotice } from './extend-notice.ts';
import { formatDay, isTold, latestDay, refusalToExtend } from './policy.ts';
import type { LookupNotice, NoticeExtension, OpeningNotice } from './types.ts';

const LookupNoticeType = builder.objectRef<LookupNotice>('LookupNotice').implement({
  subGraphs: ['physician'],
  description: 'The technical admins have looked up who wrote an anonymous post of the viewer.',
  fields: (t) => ({
    consultationId: t.exposeID('consultationId', {
      nullable: true,
      description: 'Null where it was about a pseudonym of hers.',
    }),
    processor: t.field({ type: ProcessorEnum, nullable: true, resolve: ({ processor }) => processor }),
    title: t.exposeString('title', { description: 'Empty when the viewer can no longer read it.' }),
    reason: t.field({ type: LookupReasonEnum, resolve: ({ reason }) => reason }),
    openedOn: t.exposeString('openedOn', { description: 'A date, YYYY-MM-DD.' }),
  }),
});

builder.queryField('lookupNotices', (t) =>
  t.field({
    type: [LookupNoticeType],
    subGraphs: ['physician'],
    description: "Openings of the viewer's own anonymous posts, once she may know of them; newest first.",
    resolve: async (_root, _args, context) => {
      const { services } = context;
      return listOwnNotices(services, await readerOf(context), services.clock.now());
    },
  }),
);

const NoticeExtensionType = builder.objectRef<NoticeExtension>('NoticeExtension').implement({
  subGraphs: ['operations'],
  fields: (t) => ({
    admin: t.field({ type: AdminNameType, resolve: ({ admin }) => admin }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    tellAfterBefore: t.field({ type: 'DateTime', resolve: ({ tellAfterBefore }) => tellAfterBefore }),
    tellAfter: t.field({ type: 'DateTime', resolve: ({ tellAfter }) => tellAfter }),
    statement: t.exposeString('statement'),
  }),
});

const OpeningNoticeType = builder.objectRef<OpeningNotice>('OpeningNotice').implement({
  subGraphs: ['operations'],
  description: 'When the author is told of the opening.',
  fields: (t) => ({
    tellAfter: t.field({ type: 'DateTime', resolve: ({ tellAfter }) => tellAfter }),
    told: t.boolean({
      description: 'That time has come: she sees it at her next visit.',
      resolve: (notice, _args, { services }) => isTold(notice, services.clock.now()),
    }),
    canExtend: t.boolean({
      description: 'The viewer may put it off now.',
      resolve: (notice, _args, context) => {
        const facts = { requestedBy: notice.requestedBy, notice };
        return refusalToExtend(facts, signedIn(context).id, context.services.clock.now()) === null;
      },
    }),
    latestDay: t.string({
      description: 'The last day to which it can be put off today, YYYY-MM-DD.',
      resolve: (_notice, _args, { services }) => formatDay(latestDay(services.clock.now())),
    }),
    extensions: t.field({
      type: [NoticeExtensionType],
      description: 'Oldest first.',
      resolve: ({ extensions }) => extensions,
    }),
  }),
});

const noticesKey = Symbol('opening notices');

/** Those of all lookups of a list together. Nothing is remembered: a mutation in the same document may change one. */
function loadNotice(context: RequestContext, id: LookupId): Promise<OpeningNotice | null> {
  const loader = memoized(
    context,
    noticesKey,
    () =>
      new DataLoader<LookupId, OpeningNotice | null>(
        async (ids) => {
          const { db } = context.services;
          const notices = await db.lookupTransaction((tx) => readOpeningNotices(tx, ids));
          return ids.map((each) => notices.get(each) ?? null);
        },
        { cache: false },
      ),
  );
  return loader.load(id);
}

builder.objectField(LookupType, 'notice', (t) =>
  t.field({
    type: OpeningNoticeType,
    nullable: true,
    description: 'Null until the seal has been opened.',
    resolve: ({ id }, _args, context) => loadNotice(context, id),
  }),
);

builder.mutationField('extendLookupNotice', (t) =>
  t.field({
    type: LookupType,
    subGraphs: ['operations'],
    description:
      'Puts off the telling of an opening until the given day (YYYY-MM-DD, twelve months at a time at most), on the record. Not for the admin who asked for the lookup.',
    errors: refusable('ExtendLookupNoticeResult', 'operations'),
    args: { lookupId: t.arg.id(), until: t.arg.string(), statement: t.arg.string() },
    resolve: async (_root, { lookupId: text, until, statement }, context) => {
      const lookup = lookupId(text);
      return once(
        context,
        { mutation: 'extendLookupNotice', input: { lookup, until, statement } },
        async (once) => {
          const request = { lookup, until, statement };
          await extendLookupNotice(context.services, technicalAdmin(context), request, once);
          return reread(context, lookup);
        },
        () => reread(context, lookup),
      );
    },
  }),
);
