import DataLoader from 'dataloader';
import type { Visibility } from '../../prisma/client/enums.ts';
import { ModerationRuleEnum } from '../decisions/graphql.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import { memoized, type RequestContext } from '../graphql/context.ts';
import { mayReadText } from '../posts/policy.ts';
import { listImages, type PostOfImages } from './data.ts';
import { type ImageSource, sourcesOf } from './signed-sources.ts';
import {
  type Image,
  type ImageRemoval,
  imageConsents,
  imageStates,
  type OwnImage,
  type PostPlace,
} from './types.ts';

const physician: SubGraph[] = ['physician'];
const both: SubGraph[] = ['physician', 'moderation'];

const ImageConsentEnum = builder.enumType('ImageConsent', {
  subGraphs: physician,
  description:
    'How the patient agreed. WRITTEN: the signed form is attached. NOT_IDENTIFIABLE: nobody can be recognised. ROLE_PLAY: no patient.',
  values: imageConsents,
});

const ImageStateEnum = builder.enumType('ImageState', {
  subGraphs: both,
  description:
    'BLURRED by moderation. Of the last three only the place is left: REMOVED by its owner or by moderation, EXPIRED, WITHDRAWN with the consent.',
  values: imageStates,
});

const ImageSourceType = builder.objectRef<ImageSource>('ImageSource').implement({
  subGraphs: both,
  fields: (t) => ({
    width: t.exposeInt('width'),
    url: t.exposeString('url', {
      description: 'Relative; for this session alone and for a short time. AVIF or JPEG by Accept.',
    }),
  }),
});

const ImageRemovalType = builder.objectRef<ImageRemoval>('ImageRemoval').implement({
  subGraphs: physician,
  fields: (t) => ({
    rule: t.field({ type: ModerationRuleEnum, nullable: true, resolve: ({ rule }) => rule }),
    statement: t.exposeString('statement', { description: 'The statement of reasons.' }),
  }),
});

const OwnImageType = builder.objectRef<OwnImage>('OwnImage').implement({
  subGraphs: physician,
  fields: (t) => ({
    consent: t.field({
      type: ImageConsentEnum,
      nullable: true,
      description: 'Null once the picture is gone.',
      resolve: ({ consent }) => consent,
    }),
    expiresOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day on which it goes, unless extended. Null once it is gone.',
      resolve: ({ expiresOn }) => expiresOn,
    }),
    canExtend: t.exposeBoolean('canExtend'),
    formId: t.exposeID('formId', {
      nullable: true,
      description: 'The signed form, to be had at /images/forms/<id>.',
    }),
    removedBy: t.field({
      type: ImageRemovalType,
      nullable: true,
      description: 'Where moderation took it away: why.',
      resolve: ({ removedBy }) => removedBy,
    }),
  }),
});

export const ImageType = builder.objectRef<Image>('Image').implement({
  subGraphs: both,
  fields: (t) => ({
    id: t.exposeID('id'),
    state: t.field({ type: ImageStateEnum, resolve: ({ state }) => state }),
    alt: t.exposeString('alt', { description: 'Empty once it is gone.' }),
    sensitive: t.exposeBoolean('sensitive', { description: 'Covered until the reader asks for it.' }),
    width: t.exposeInt('width', { nullable: true }),
    height: t.exposeInt('height', { nullable: true }),
    placeholder: t.exposeString('placeholder', {
      nullable: true,
      description: 'A data URI of a few pixels, to be shown blurred until the image is there.',
    }),
    sources: t.field({
      type: [ImageSourceType],
      description: 'By ascending width. Empty unless SHOWN or BLURRED.',
      resolve: (image, _args, context) => sourcesOf(context.services, context.sessionTag(), image),
    }),
    mine: t.field({
      type: OwnImageType,
      nullable: true,
      subGraphs: physician,
      description: 'Null unless the viewer wrote the post.',
      resolve: ({ mine }) => mine,
    }),
  }),
});

export const ImageInputType = builder.inputType('ImageInput', {
  subGraphs: physician,
  fields: (t) => ({
    id: t.id({ description: 'Of an upload to POST /images.' }),
    alt: t.string({ description: 'What can be seen, for those who cannot see it. 1 to 500 characters.' }),
    consent: t.field({ type: ImageConsentEnum }),
    formId: t.id({ required: false, description: 'With WRITTEN: of an upload to POST /images/forms.' }),
    sensitive: t.boolean(),
    again: t.boolean({
      required: false,
      description: 'The picture stands under another face of the author, who posts it all the same.',
    }),
  }),
});

const loaderKey = Symbol('images');
const loaderOf = (context: RequestContext) =>
  memoized(
    context,
    loaderKey,
    () =>
      // Not cached: a mutation later in the same document may change them.
      new DataLoader<PostOfImages, Image[]>(
        (posts) => listImages(context.services.db.service, posts, context.services.clock.now()),
        { cache: false },
      ),
  );

/** The images of a post that the reader sees; none where its text is kept from her. */
export async function loadImages(
  context: RequestContext,
  { visibility, ...post }: PostPlace & { readonly isMine: boolean; readonly visibility: Visibility },
): Promise<Image[]> {
  return mayReadText(visibility, post.isMine) ? loaderOf(context).load({ ...post, scope: 'member' }) : [];
}

/** As a moderator sees them in a case. */
export function loadModeratedImages(context: RequestContext, post: PostPlace): Promise<Image[]> {
  return loaderOf(context).load({ ...post, isMine: false, scope: 'moderator' });
}
