import { builder, refusable, type SubGraph } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { once } from '../once/once.ts';
import { Refusal } from '../platform/refusal.ts';
import { type DataExport, findExport } from './data.ts';
import { discardExport } from './erase-exports.ts';
import { requestExport } from './request-export.ts';
import { unlockExport } from './unlock-export.ts';

const subGraphs: SubGraph[] = ['physician'];

const DataExportStateEnum = builder.enumType('DataExportState', {
  subGraphs,
  values: ['FAILED', 'MAKING', 'READY', 'WAITING'] as const,
});

const DataExportType = builder.objectRef<DataExport>('DataExport').implement({
  subGraphs,
  description:
    "The archive of everything that is kept about the viewer. GET /exports/<id> in the viewer's session.",
  fields: (t) => ({
    id: t.exposeID('id'),
    state: t.field({ type: DataExportStateEnum, resolve: ({ state }) => state }),
    stepsDone: t.exposeInt('stepsDone'),
    stepsInAll: t.exposeInt('stepsInAll'),
    expiresAt: t.field({ type: 'Hour', nullable: true, resolve: ({ expiresAt }) => expiresAt }),
    downloadable: t.exposeBoolean('downloadable', {
      description: 'Ready, and this session may have it: the one in which the password was given.',
    }),
  }),
});

function findOwn(context: RequestContext): Promise<DataExport | null> {
  const { db, clock } = context.services;
  return findExport(db.service, signedIn(context).id, context.sessionTag(), clock.now());
}

async function requireOwn(context: RequestContext): Promise<DataExport> {
  const found = await findOwn(context);
  if (!found) throw Refusal.notFound();
  return found;
}

builder.queryField('myDataExport', (t) =>
  t.field({
    type: DataExportType,
    nullable: true,
    subGraphs,
    description: 'Null when there is none. For accounts of any status.',
    resolve: (_root, _args, context) => findOwn(context),
  }),
);

const DiscardedType = builder.objectRef<{ discarded: boolean }>('DataExportDiscarded').implement({
  subGraphs,
  fields: (t) => ({ discarded: t.exposeBoolean('discarded', { description: 'False: there was none.' }) }),
});

builder.mutationFields((t) => ({
  requestDataExport: t.field({
    type: DataExportType,
    subGraphs,
    description: 'Has an archive made; one that there is goes. The password is asked for again.',
    errors: refusable('RequestDataExportResult', 'physician'),
    args: { password: t.arg.string() },
    async resolve(_root, { password }, context) {
      const { id } = signedIn(context);
      await context.confirmPassword(password);
      return once(
        context,
        { mutation: 'requestDataExport', input: null },
        async (once) => {
          await requestExport(context.services, id, context.sessionTag(), once);
          return requireOwn(context);
        },
        () => requireOwn(context),
      );
    },
  }),
  unlockDataExport: t.field({
    type: DataExportType,
    subGraphs,
    description: 'Lets this session download the archive that another one asked for.',
    errors: refusable('UnlockDataExportResult', 'physician'),
    args: { password: t.arg.string() },
    async resolve(_root, { password }, context) {
      const { id } = signedIn(context);
      await context.confirmPassword(password);
      await unlockExport(context.services, id, context.sessionTag());
      return requireOwn(context);
    },
  }),
  discardDataExport: t.field({
    type: DiscardedType,
    subGraphs,
    errors: refusable('DiscardDataExportResult', 'physician'),
    resolve: async (_root, _args, context) => ({
      discarded: await discardExport(context.services, signedIn(context).id),
    }),
  }),
}));
