import { requirePhysician } from '../access/grants.ts';
import { builder, refusable } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  extendImage,
  newWithdrawalCode,
  removeImage,
  withdrawImageByCode,
  withdrawImageConsent,
} from './change-own-image.ts';
import { discardUpload } from './discard-upload.ts';
import { ImageType } from './graphql-types.ts';

const subGraphs = ['physician' as const];
const grantOf = (context: RequestContext) => requirePhysician(signedIn(context));

const DiscardedUploadType = builder
  .objectRef<{ id: string }>('DiscardedUpload')
  .implement({ subGraphs, fields: (t) => ({ id: t.exposeID('id') }) });

const WithdrawalCodeType = builder.objectRef<{ code: string }>('WithdrawalCode').implement({
  subGraphs,
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Shown this once: XXXX-XXXX-XXXX-XXXX-XXXX.' }),
  }),
});

const WithdrawnImageType = builder.objectRef<{ images: number }>('WithdrawnImage').implement({
  subGraphs,
  fields: (t) => ({ images: t.exposeInt('images', { description: 'How many the code was for.' }) }),
});

builder.mutationFields((t) => ({
  discardUpload: t.field({
    type: DiscardedUploadType,
    subGraphs,
    description: 'An image or a form that no post has taken.',
    errors: refusable('DiscardUploadResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) => discardUpload(context.services, grantOf(context), id),
  }),
  removeImage: t.field({
    type: ImageType,
    subGraphs,
    description: "Out of a post of the viewer's own.",
    errors: refusable('RemoveImageResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) => removeImage(context.services, grantOf(context), id),
  }),
  extendImage: t.field({
    type: ImageType,
    subGraphs,
    description: 'Kept for 60 days from now.',
    errors: refusable('ExtendImageResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) => extendImage(context.services, grantOf(context), id),
  }),
  withdrawImageConsent: t.field({
    type: ImageType,
    subGraphs,
    description:
      'The patient no longer agrees: the picture, its form and others that stand on it are gone everywhere.',
    errors: refusable('WithdrawImageConsentResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) => withdrawImageConsent(context.services, grantOf(context), id),
  }),
  newWithdrawalCode: t.field({
    type: WithdrawalCodeType,
    subGraphs,
    description: 'For the patient, who can take the picture away with it. An earlier code no longer works.',
    errors: refusable('NewWithdrawalCodeResult', 'physician'),
    args: {
      id: t.arg.id(),
      forAll: t.arg.boolean({
        required: false,
        defaultValue: false,
        description: "All images of the post that stand on a patient's consent.",
      }),
    },
    resolve: (_root, { id, forAll }, context) =>
      newWithdrawalCode(context.services, grantOf(context), id, forAll ?? false),
  }),
  withdrawImageByCode: t.field({
    type: WithdrawnImageType,
    subGraphs,
    description: 'For patients: nobody needs to be signed in.',
    errors: refusable('WithdrawImageByCodeResult', 'physician'),
    args: { code: t.arg.string() },
    resolve: async (_root, { code }, context) => {
      if ((await context.takeWithdrawal()) > 0) throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
      return withdrawImageByCode(context.services, code);
    },
  }),
}));
