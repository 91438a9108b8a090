import { newWithdrawalCode } from '../../../api/images/change-own-image.ts';
import { decideOnImageOfPost } from '../../../api/moderation/decide-on-image.ts';
import { imageInput, picture, uploadPicture } from '../../support/images.ts';
import type { Call, Scene, Variables } from '../operations.ts';
import { moderators, physicians, type Role } from '../stage.ts';

/** Small: what an archive holds of all of them is searched. */
const uploadSmall = async ({ stage }: Scene, role: Role): Promise<string> =>
  uploadPicture(stage.clientOf(role), await picture(120, 90).jpeg().toBuffer());

/** An image in an anonymous question of this role; the others can only try one of the author's. */
async function imageInPost(scene: Scene): Promise<string> {
  const { stage, role } = scene;
  const author = physicians.includes(role) ? role : 'author';
  const id = await uploadSmall(scene, author);
  await stage.ask(author, { anonymous: true, images: [imageInput(id, { alt: stage.text() })] });
  return id;
}

/** As a moderator's act on it needs it; blurred before, where the act takes that back. */
async function actOnImage(scene: Scene, before?: 'BLUR_IMAGE'): Promise<Variables[]> {
  const { stage, role } = scene;
  const imageId = await imageInPost({ ...scene, role: 'author' });
  const input = { imageId, rule: 'PATIENT_PRIVACY' as const, statement: `Ansiktet syns. ${stage.text()}` };
  if (before && moderators.includes(role)) {
    await decideOnImageOfPost(stage.server.services, await stage.moderatorGrant(), before, input);
  }
  return [{ input }];
}

export const imageActs: Record<string, Call> = {
  deleteImage: { worksFor: ['moderator'], variables: (scene) => actOnImage(scene) },
  blurImage: { worksFor: ['moderator'], variables: (scene) => actOnImage(scene) },
  unblurImage: {
    worksFor: ['moderator'],
    variables: (scene) => actOnImage(scene, 'BLUR_IMAGE'),
  },
};

const own = async (scene: Scene) => [{ id: await imageInPost(scene) }];

/** The same field of the inputs that make a post. */
export async function imagesOfPost(scene: Scene): Promise<object[]> {
  const { stage, role } = scene;
  return physicians.includes(role) ? [imageInput(await uploadSmall(scene, role), { alt: stage.text() })] : [];
}

export const imageQueries: Record<string, Call> = {
  myExpiringImages: {
    worksFor: physicians,
    async variables(scene) {
      const id = await imageInPost(scene);
      await scene.stage.owner.query('UPDATE images.image SET expires_on = expires_on - 55 WHERE id = $1', [
        id,
      ]);
      return [{}];
    },
  },
};

export const imageMutations: Record<string, Call> = {
  discardUpload: {
    worksFor: physicians,
    variables: async (scene) => [
      {
        id: physicians.includes(scene.role) ? await uploadSmall(scene, scene.role) : scene.thread.question,
      },
    ],
  },
  removeImage: { worksFor: physicians, variables: own },
  extendImage: {
    worksFor: physicians,
    async variables(scene) {
      const id = await imageInPost(scene);
      await scene.stage.owner.query('UPDATE images.image SET expires_on = expires_on - 7 WHERE id = $1', [
        id,
      ]);
      return [{ id }];
    },
  },
  withdrawImageConsent: { worksFor: physicians, variables: own },
  newWithdrawalCode: { worksFor: physicians, variables: own },
  withdrawImageByCode: {
    worksFor: ['signedOut', 'unverified', 'member', 'author', 'moderator', 'admin'],
    async variables({ stage }) {
      const id = await imageInPost({ stage, role: 'author', thread: await stage.sharedThread() });
      const { services } = stage.server;
      return [
        { code: (await newWithdrawalCode(services, await stage.physicianGrant('author'), id, true)).code },
      ];
    },
  },
};
