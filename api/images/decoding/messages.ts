import type { ImageFormat } from '../../../prisma/client/enums.ts';
import type { RefusalCode } from '../../platform/refusal-sentences.ts';
import type { ImageType } from '../sniff.ts';

/**
 * What a decoder is asked for, and what it answers: between two processes, by structured clone. What is large passes as a
 * file, since a message is copied several times on both sides.
 */
export type DecoderTask = ProbeTask | IngestTask | VariantTask | PagesTask;

/** How many seeds there are: each file is made a little differently by its own (ANONYMITY 72). */
export const seeds = 2 ** 32;

/** Reads a file's header alone. */
export interface ProbeTask {
  readonly kind: 'probe';
  readonly file: string;
  readonly type: ImageType;
}

export interface IngestTask {
  readonly kind: 'ingest';
  readonly file: string;
  readonly type: ImageType;
  /** The file to be made: a JPEG without anything but pixels. */
  readonly master: string;
  readonly seed: number;
}

export interface VariantTask {
  readonly kind: 'variant';
  /** A file. */
  readonly master: string;
  readonly width: number;
  readonly format: ImageFormat;
  readonly blurred: boolean;
  readonly seed: number;
}

/** Draws the pages of a PDF. */
export interface PagesTask {
  readonly kind: 'pages';
  readonly file: string;
  /** Of the files to be made: JPEGs, their number at the end. */
  readonly page: string;
}

export interface Probed {
  /** Processor time that a file of this format and size usually takes. */
  readonly expectedMs: number;
}

export interface Ingested {
  readonly width: number;
  readonly height: number;
  /** A data URI. */
  readonly placeholder: string;
}

/** A page of a document as it was drawn. */
export interface DrawnPage {
  readonly file: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** In points, as it is to be printed. */
  readonly printedWidth: number;
  readonly printedHeight: number;
}

export interface DecoderResults {
  probe: Probed;
  ingest: Ingested;
  variant: Uint8Array;
  pages: DrawnPage[];
}

export type DecoderAnswer =
  | { readonly ok: true; readonly result: DecoderResults[keyof DecoderResults] }
  | { readonly ok: false; readonly refusal: RefusalCode }
  /** A failure of ours: a name to log, no word of the image. */
  | { readonly ok: false; readonly failure: string };
