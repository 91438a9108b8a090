import type { ImageState } from '../prisma/client/enums.ts';

/** A moderator's acts upon one image of a post, named as the decisions that record them. */
export const imageActs = ['REMOVE_IMAGE', 'BLUR_IMAGE', 'UNBLUR_IMAGE'] as const;
export type ImageAct = (typeof imageActs)[number];

/** From which state to which; null: the bytes are gone. */
export const imageTransitions = {
  REMOVE_IMAGE: { from: ['SHOWN', 'BLURRED'], to: null },
  BLUR_IMAGE: { from: ['SHOWN'], to: 'BLURRED' },
  UNBLUR_IMAGE: { from: ['BLURRED'], to: 'SHOWN' },
} as const satisfies Record<ImageAct, { from: ImageState[]; to: ImageState | null }>;
