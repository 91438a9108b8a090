import type { ImageFormat } from '../../../prisma/client/enums.ts';
import type { RefusalCode } from '../../platform/refusal-sentences.ts';
import type { ImageType } from '../sniff.ts';

/**
 * What a decoder is asked for, and what it answers: between two processes, by structured clone. What is large passes as a
 * file, since a message is copied several times on both sides.
 */
export type DecoderTask = IngestTask | VariantTask;

export interface IngestTask {
  readonly kind: 'ingest';
  readonly file: string;
  readonly type: ImageType;
  /** The file to be made: a JPEG without anything but pixels. */
  readonly master: string;
}

export interface VariantTask {
  readonly kind: 'variant';
  /** A file. */
  readonly master: string;
  readonly width: number;
  readonly format: ImageFormat;
  readonly blurred: boolean;
}

export interface Ingested {
  readonly width: number;
  readonly height: number;
  /** A data URI. */
  readonly placeholder: string;
}

export interface DecoderResults {
  ingest: Ingested;
  variant: Uint8Array;
}

export type DecoderAnswer =
  | { readonly ok: true; readonly result: Ingested | Uint8Array }
  | { readonly ok: false; readonly refusal: RefusalCode }
  /** A failure of ours: a name to log, no word of the image. */
  | { readonly ok: false; readonly failure: string };
