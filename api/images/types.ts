import type { ImageConsent, ImageState, ModerationRule } from '../../prisma/client/enums.ts';
import type { ImageUrlScope } from '../identity/image-url.ts';
import type { AnswerId, Brand, ConsultationId } from '../platform/ids.ts';

export type ImageId = Brand<'ImageId'>;
export type FormId = Brand<'FormId'>;

export const imageConsents = ['WRITTEN', 'ORAL', 'NOT_IDENTIFIABLE', 'ROLE_PLAY'] as const;
export const imageStates = ['SHOWN', 'BLURRED', 'REMOVED', 'EXPIRED', 'WITHDRAWN'] as const;

/** A picture in a post as one reader may see it; of one that is gone nothing but its state. No author anywhere. */
export interface Image {
  readonly id: ImageId;
  readonly state: ImageState;
  readonly alt: string;
  readonly sensitive: boolean;
  /** Of the master, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** A data URI of a few pixels; of a blurred one too. */
  readonly placeholder: string | null;
  /** As whom the reader gets it. */
  readonly scope: ImageUrlScope;
  /** Null unless the reader wrote the post. */
  readonly mine: OwnImage | null;
}

export interface OwnImage {
  /** Null once the picture is gone. */
  readonly consent: ImageConsent | null;
  readonly expiresOn: Date | null;
  readonly canExtend: boolean;
  /** The signed form, where the patient agreed in writing. */
  readonly formId: FormId | null;
  /** Of a picture that moderation took away. */
  readonly removedBy: ImageRemoval | null;
}

export interface ImageRemoval {
  readonly rule: ModerationRule | null;
  readonly statement: string;
}

/** The post of some images; answerId null: the consultation itself. */
export interface PostPlace {
  readonly consultationId: ConsultationId;
  readonly answerId: AnswerId | null;
}

export interface ImageInput {
  id: string;
  alt: string;
  consent: ImageConsent;
  formId?: string | null | undefined;
  sensitive: boolean;
  /** She knows that the picture stands under another face of hers, and posts it all the same. */
  again?: boolean | null | undefined;
}

/** What an upload has become. */
export interface UploadedImage {
  readonly id: ImageId;
  readonly width: number;
  readonly height: number;
}
