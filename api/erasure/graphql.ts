import { requireTechnicalAdmin } from '../access/grants.ts';
import { builder, connectionOf, refusable, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { once } from '../once/once.ts';
import { pageRequest, timeKeys } from '../platform/pages.ts';
import { Refusal } from '../platform/refusal.ts';
import { approveErasure } from './approve-erasure.ts';
import { cancelErasure } from './cancel-erasure.ts';
import {
  countRefused,
  type ErasureList,
  findErasure,
  listErasures,
  type OwnErasure,
  readOwnErasure,
} from './data.ts';
import {
  type RequestedErasure,
  requestErasure,
  requestErasureFor,
  requestedOnce,
} from './request-erasure.ts';
import { retryStep } from './retry-step.ts';
import type { AwaitedApproval, ErasureRecord, StepRecord } from './types.ts';

const physician: SubGraph[] = ['physician'];
const operations: SubGraph[] = ['operations'];

const OwnErasureType = builder.objectRef<OwnErasure>('OwnErasure').implement({
  subGraphs: physician,
  fields: (t) => ({
    coolingOffDays: t.exposeInt('coolingOffDays', { description: '0: it begins at once.' }),
    windowHours: t.exposeInt('windowHours', {
      description: 'Within how many hours anonymous posts go, each at a random time.',
    }),
    startsAt: t.field({
      type: 'Hour',
      nullable: true,
      description: 'When it begins, and until when it can be called off. Null: it has not been asked for.',
      resolve: ({ startsAt }) => startsAt,
    }),
    holdsShare: t.exposeBoolean('holdsShare', {
      description: 'She holds a share of the technical admins’ key.',
    }),
    shareStillNeeded: t.exposeBoolean('shareStillNeeded', {
      description: 'It is refused until a new ceremony has been held without her.',
    }),
    endsEarlierSeals: t.exposeBoolean('endsEarlierSeals', {
      description: 'Posts of an earlier ceremony could not be looked up any more.',
    }),
  }),
});

const ErasureRequestedType = builder.objectRef<RequestedErasure>('ErasureRequested').implement({
  subGraphs: ['physician', 'operations'],
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Of the receipt. Shown here and nowhere else.' }),
    startsAt: t.field({ type: 'Hour', resolve: ({ startsAt }) => startsAt }),
    started: t.exposeBoolean('started', { description: 'No cooling-off: every session has ended.' }),
  }),
});

builder.queryField('myErasure', (t) =>
  t.field({
    type: OwnErasureType,
    subGraphs: physician,
    description: 'What the viewer must know before she leaves, and when she does.',
    resolve: (_root, _args, context) => readOwnErasure(context.services, signedIn(context).id),
  }),
);

builder.mutationField('requestErasure', (t) =>
  t.field({
    type: ErasureRequestedType,
    subGraphs: physician,
    errors: refusable('RequestErasureResult', 'physician'),
    args: { password: t.arg.string() },
    resolve: async (_root, { password }, context) => {
      const actor = signedIn(context);
      await context.confirmPassword(password);
      return once(
        context,
        { mutation: 'requestErasure', input: null },
        (once) => requestErasure(context.services, actor, once),
        async (result) => requestedOnce(result),
      );
    },
  }),
);

const ErasureCancelledType = builder.objectRef<{ cancelled: true }>('ErasureCancelled').implement({
  subGraphs: physician,
  fields: (t) => ({ cancelled: t.exposeBoolean('cancelled') }),
});

builder.mutationField('cancelErasure', (t) =>
  t.field({
    type: ErasureCancelledType,
    subGraphs: physician,
    errors: refusable('CancelErasureResult', 'physician'),
    resolve: async (_root, _args, context) => {
      await cancelErasure(context.services, signedIn(context));
      return { cancelled: true as const };
    },
  }),
);

const ErasureCauseEnum = builder.enumType('ErasureCause', {
  subGraphs: operations,
  values: ['INACTIVITY', 'MEMBER', 'REQUEST'] as const,
});

const ErasureStateEnum = builder.enumType('ErasureState', {
  subGraphs: operations,
  values: ['COOLING_OFF', 'DONE', 'RUNNING'] as const,
});

const ErasureStepStateEnum = builder.enumType('ErasureStepState', {
  subGraphs: operations,
  description:
    'REFUSED: a processor does not do it, or it is not configured; it is not tried again by itself.',
  values: ['DONE', 'NOT_APPLICABLE', 'PENDING', 'REFUSED', 'WAITING'] as const,
});

const ErasureStepType = builder.objectRef<StepRecord>('ErasureStep').implement({
  subGraphs: operations,
  fields: (t) => ({
    name: t.exposeString('name'),
    state: t.field({ type: ErasureStepStateEnum, resolve: ({ state }) => state }),
    attempts: t.exposeInt('attempts', { description: 'Those that failed.' }),
    answer: t.exposeString('answer', {
      nullable: true,
      description: 'A code, or the last answer of a processor, without ids.',
    }),
    nextTry: t.field({ type: 'DateTime', nullable: true, resolve: ({ nextTry }) => nextTry }),
  }),
});

const AwaitedApprovalType = builder.objectRef<AwaitedApproval>('AwaitedApproval').implement({
  subGraphs: operations,
  fields: (t) => ({
    member: t.exposeString('member', { description: 'Her name.' }),
    isMine: t.field({
      type: 'Boolean',
      description: 'The viewer has asked for it, and cannot approve it.',
      resolve: ({ requestedBy }, _args, context) => requestedBy === signedIn(context).id,
    }),
  }),
});

const ErasureType = builder.objectRef<ErasureRecord>('Erasure').implement({
  subGraphs: operations,
  description: 'An erasure by its own id. Whose it is, is not told.',
  fields: (t) => ({
    id: t.exposeID('id'),
    cause: t.field({ type: ErasureCauseEnum, resolve: ({ cause }) => cause }),
    state: t.field({ type: ErasureStateEnum, resolve: ({ state }) => state }),
    startsAt: t.field({ type: 'Hour', resolve: ({ startsAt }) => startsAt }),
    awaitsApproval: t.field({
      type: AwaitedApprovalType,
      nullable: true,
      description: 'Asked for by an admin, and until `startsAt` to be approved by another.',
      resolve: ({ awaitsApproval }) => awaitsApproval,
    }),
    finishedOn: t.exposeString('finishedOn', { nullable: true, description: 'A date, YYYY-MM-DD.' }),
    steps: t.field({ type: [ErasureStepType], resolve: ({ steps }) => [...steps] }),
  }),
});

const ErasuresConnection = connectionOf('QueryErasuresConnection', ErasureType, operations);

const ErasureListEnum = builder.enumType('ErasureList', {
  subGraphs: operations,
  description: 'REFUSED: those with a step that was refused, which go on when somebody has seen to it.',
  values: ['ALL', 'REFUSED'] as const satisfies readonly ErasureList[],
});

builder.queryField('refusedErasures', (t) =>
  t.field({
    type: 'Int',
    subGraphs: operations,
    description: 'How many erasures are on the list REFUSED.',
    resolve: (_root, _args, context) =>
      countRefused(context.services.db.service, requireTechnicalAdmin(signedIn(context))),
  }),
);

builder.queryField('erasures', (t) =>
  t.field({
    type: ErasuresConnection,
    subGraphs: operations,
    description: 'Newest first.',
    args: {
      list: t.arg({ type: ErasureListEnum, defaultValue: 'ALL' }),
      first: t.arg.int({ required: false, defaultValue: 20 }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, args, context) =>
      listErasures(
        context.services.db.service,
        requireTechnicalAdmin(signedIn(context)),
        args.list,
        pageRequest(args, timeKeys),
      ),
  }),
);

builder.mutationField('retryErasureStep', (t) =>
  t.field({
    type: ErasureType,
    subGraphs: operations,
    errors: refusable('RetryErasureStepResult', 'operations'),
    args: { erasureId: t.arg.id(), step: t.arg.string() },
    resolve: async (_root, { erasureId, step }, context) => {
      const grant = requireTechnicalAdmin(signedIn(context));
      const id = await retryStep(context.services, grant, { erasureId, step });
      const erasure = await findErasure(context.services.db.service, id);
      if (!erasure) throw Refusal.notFound();
      return erasure;
    },
  }),
);

builder.mutationField('approveErasure', (t) =>
  t.field({
    type: ErasureType,
    subGraphs: operations,
    description: 'A second admin agrees. The member is mailed, and has seven days or more to stop it.',
    errors: refusable('ApproveErasureResult', 'operations'),
    args: { erasureId: t.arg.id() },
    resolve: async (_root, { erasureId }, context) => {
      const grant = requireTechnicalAdmin(signedIn(context));
      const id = await approveErasure(context.services, grant, erasureId);
      const erasure = await findErasure(context.services.db.service, id);
      if (!erasure) throw Refusal.notFound();
      return erasure;
    },
  }),
);

builder.mutationField('requestErasureFor', (t) =>
  t.field({
    type: ErasureRequestedType,
    subGraphs: operations,
    description:
      'For a member who has asked in writing and cannot sign in. On the record; another admin has to approve it.',
    errors: refusable('RequestErasureForResult', 'operations'),
    args: {
      accountId: t.arg.id(),
      reference: t.arg.string({ description: 'Where the request is filed.' }),
    },
    resolve: (_root, input, context) =>
      once(
        context,
        { mutation: 'requestErasureFor', input },
        (once) => requestErasureFor(context.services, requireTechnicalAdmin(signedIn(context)), input, once),
        async (result) => requestedOnce(result),
      ),
  }),
);
