import { type ModeratorGrant, requireModerator } from '../access/grants.ts';
import { builder, connectionOf, refusable, refusableEdit } from '../graphql/builder.ts';
import { memoized, type RequestContext, signedIn } from '../graphql/context.ts';
import type { OnceMutation } from '../once/mutations.ts';
import { type Once, once } from '../once/once.ts';
import { type CaseId, parseId } from '../platform/ids.ts';
import { pageRequest, timeKeys } from '../platform/pages.ts';
import { EditedMeanwhileError, Refusal } from '../platform/refusal.ts';
import { withOwnClaims } from './conflict.ts';
import { countCases, findCase, listCases } from './data.ts';
import { decideCase, dismissCase } from './decide-case.ts';
import { acceptEdit, refuseEdit } from './decide-on-edit.ts';
import { decideOnImageOfPost } from './decide-on-image.ts';
import { editPost } from './edit-post.ts';
import {
  AcceptEditInputType,
  CaseCountsType,
  CaseListEnum,
  DecideInputType,
  DecideOnImageInputType,
  DismissCaseInputType,
  EditPostInputType,
  ModerationCaseType,
  moderation,
  OpenCaseInputType,
  ProposeRedactionInputType,
  RefuseEditInputType,
  SuspendAuthorInputType,
} from './graphql-types.ts';
import { openCase } from './open-case.ts';
import { proposeRedaction } from './propose-redaction.ts';
import { suspendAuthor } from './suspend-author.ts';
import { releaseCase, takeCase } from './take-case.ts';
import type { ModerationCase } from './types.ts';

export const grantOf = (context: RequestContext) => requireModerator(signedIn(context));
const moderatorKey = Symbol('moderator');

/** For reads: her claims are loaded once a request. */
export async function moderatorOf(context: RequestContext) {
  const grant = grantOf(context);
  return memoized(context, moderatorKey, () => withOwnClaims(context.services, grant));
}

const CasesConnection = connectionOf('QueryCasesConnection', ModerationCaseType, moderation);

builder.queryFields((t) => ({
  cases: t.field({
    type: CasesConnection,
    subGraphs: moderation,
    description:
      'Oldest first; DECIDED newest first. Cases of consultations in which the viewer has taken part are not among them.',
    args: {
      list: t.arg({ type: CaseListEnum, defaultValue: 'OPEN' }),
      first: t.arg.int({ required: false, defaultValue: 20 }),
      after: t.arg.string({ required: false }),
    },
    resolve: async (_root, { list, ...page }, context) => {
      const moderator = await moderatorOf(context);
      const { db, clock } = context.services;
      return listCases(db.service, moderator, list, pageRequest(page, timeKeys), clock.now());
    },
  }),
  caseCounts: t.field({
    type: CaseCountsType,
    subGraphs: moderation,
    resolve: async (_root, _args, context) => {
      const { db, clock } = context.services;
      return countCases(db.service, await moderatorOf(context), clock.now());
    },
  }),
  case: t.field({
    type: ModerationCaseType,
    nullable: true,
    subGraphs: moderation,
    args: { id: t.arg.id() },
    resolve: async (_root, args, context) => {
      const moderator = await moderatorOf(context);
      const { db, clock } = context.services;
      const id = parseId(args.id);
      return id === null ? null : findCase(db.service, moderator, id, clock.now());
    },
  }),
}));

builder.objectField(EditedMeanwhileError, 'case', (t) =>
  t.field({
    type: ModerationCaseType,
    nullable: true,
    subGraphs: moderation,
    description: 'With the text that stands there now.',
    resolve: async ({ post: { caseId } }, _args, context) => {
      const { db, clock } = context.services;
      return caseId === null ? null : findCase(db.service, await moderatorOf(context), caseId, clock.now());
    },
  }),
);

const decision = { type: ModerationCaseType, subGraphs: moderation };

/** An act upon a case: sent again, it is answered with the case as it stands. */
function decideOnce(
  context: RequestContext,
  mutation: OnceMutation,
  input: object,
  act: (grant: ModeratorGrant, once: Once) => Promise<ModerationCase>,
): Promise<ModerationCase> {
  return once(
    context,
    { mutation, input },
    (once) => act(grantOf(context), once),
    async (id) => {
      const { db, clock } = context.services;
      const found = await findCase(db.service, await moderatorOf(context), id as CaseId, clock.now());
      if (!found) throw Refusal.notFound();
      return found;
    },
  );
}

builder.mutationFields((t) => ({
  openCase: t.field({
    ...decision,
    description: "A moderator's own initiative, without a flag; an open case on the same post is returned.",
    errors: refusable('OpenCaseResult', 'moderation'),
    args: { input: t.arg({ type: OpenCaseInputType }) },
    resolve: (_root, { input }, context) => openCase(context.services, grantOf(context), input),
  }),
  takeCase: t.field({
    ...decision,
    errors: refusable('TakeCaseResult', 'moderation'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) => takeCase(context.services, grantOf(context), id),
  }),
  releaseCase: t.field({
    ...decision,
    errors: refusable('ReleaseCaseResult', 'moderation'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) => releaseCase(context.services, grantOf(context), id),
  }),
  hidePost: t.field({
    ...decision,
    errors: refusable('HidePostResult', 'moderation'),
    args: { input: t.arg({ type: DecideInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'hidePost', input, (grant, once) =>
        decideCase(context.services, grant, 'HIDE', input, once),
      ),
  }),
  unhidePost: t.field({
    ...decision,
    errors: refusable('UnhidePostResult', 'moderation'),
    args: { input: t.arg({ type: DecideInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'unhidePost', input, (grant, once) =>
        decideCase(context.services, grant, 'UNHIDE', input, once),
      ),
  }),
  deletePost: t.field({
    ...decision,
    errors: refusable('DeletePostResult', 'moderation'),
    args: { input: t.arg({ type: DecideInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'deletePost', input, (grant, once) =>
        decideCase(context.services, grant, 'DELETE', input, once),
      ),
  }),
  lockConsultation: t.field({
    ...decision,
    errors: refusable('LockConsultationResult', 'moderation'),
    args: { input: t.arg({ type: DecideInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'lockConsultation', input, (grant, once) =>
        decideCase(context.services, grant, 'LOCK', input, once),
      ),
  }),
  unlockConsultation: t.field({
    ...decision,
    errors: refusable('UnlockConsultationResult', 'moderation'),
    args: { input: t.arg({ type: DecideInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'unlockConsultation', input, (grant, once) =>
        decideCase(context.services, grant, 'UNLOCK', input, once),
      ),
  }),
  editPost: t.field({
    ...decision,
    errors: refusableEdit('EditPostResult', 'moderation'),
    args: { input: t.arg({ type: EditPostInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'editPost', input, (grant, once) => editPost(context.services, grant, input, once)),
  }),
  acceptEdit: t.field({
    ...decision,
    description: "The author's text that waits becomes the post's.",
    errors: refusable('AcceptEditResult', 'moderation'),
    args: { input: t.arg({ type: AcceptEditInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'acceptEdit', input, (grant, once) =>
        acceptEdit(context.services, grant, input, once),
      ),
  }),
  refuseEdit: t.field({
    ...decision,
    description: "The author's text that waits is destroyed; the post stays as it is.",
    errors: refusable('RefuseEditResult', 'moderation'),
    args: { input: t.arg({ type: RefuseEditInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'refuseEdit', input, (grant, once) =>
        refuseEdit(context.services, grant, input, once),
      ),
  }),
  warnAuthor: t.field({
    ...decision,
    description: 'A message that only the author sees, also an anonymous one.',
    errors: refusable('WarnAuthorResult', 'moderation'),
    args: { input: t.arg({ type: DecideInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'warnAuthor', input, (grant, once) =>
        decideCase(context.services, grant, 'WARN', input, once),
      ),
  }),
  suspendAuthor: t.field({
    ...decision,
    description: 'Whoever wrote the post reads and does not write, under any name, until the days are over.',
    errors: refusable('SuspendAuthorResult', 'moderation'),
    args: { input: t.arg({ type: SuspendAuthorInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'suspendAuthor', input, (grant, once) =>
        suspendAuthor(context.services, grant, input, once),
      ),
  }),
  liftSuspension: t.field({
    ...decision,
    description: 'Ends the suspension that was decided on this post.',
    errors: refusable('LiftSuspensionResult', 'moderation'),
    args: { input: t.arg({ type: DecideInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'liftSuspension', input, (grant, once) =>
        decideCase(context.services, grant, 'LIFT', input, once),
      ),
  }),
  proposeRedaction: t.field({
    ...decision,
    description: 'Asks the author, also an anonymous one, to let go of a passage.',
    errors: refusableEdit('ProposeRedactionResult', 'moderation'),
    args: { input: t.arg({ type: ProposeRedactionInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'proposeRedaction', input, (grant, once) =>
        proposeRedaction(context.services, grant, input, once),
      ),
  }),
  deleteImage: t.field({
    ...decision,
    description: 'One image of a post: its bytes are gone, its place stays.',
    errors: refusable('DeleteImageResult', 'moderation'),
    args: { input: t.arg({ type: DecideOnImageInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'deleteImage', input, (grant, once) =>
        decideOnImageOfPost(context.services, grant, 'REMOVE_IMAGE', input, once),
      ),
  }),
  blurImage: t.field({
    ...decision,
    description: 'One image of a post, for all but moderators.',
    errors: refusable('BlurImageResult', 'moderation'),
    args: { input: t.arg({ type: DecideOnImageInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'blurImage', input, (grant, once) =>
        decideOnImageOfPost(context.services, grant, 'BLUR_IMAGE', input, once),
      ),
  }),
  unblurImage: t.field({
    ...decision,
    errors: refusable('UnblurImageResult', 'moderation'),
    args: { input: t.arg({ type: DecideOnImageInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'unblurImage', input, (grant, once) =>
        decideOnImageOfPost(context.services, grant, 'UNBLUR_IMAGE', input, once),
      ),
  }),
  dismissCase: t.field({
    ...decision,
    description: 'No rule was broken.',
    errors: refusable('DismissCaseResult', 'moderation'),
    args: { input: t.arg({ type: DismissCaseInputType }) },
    resolve: (_root, { input }, context) =>
      decideOnce(context, 'dismissCase', input, (grant, once) =>
        dismissCase(context.services, grant, input, once),
      ),
  }),
}));
