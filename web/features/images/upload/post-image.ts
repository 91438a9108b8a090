import type { ImageInput } from '../../../graphql/physician/graphql.ts';
import type { Setback } from '../../../ui/problems.ts';

/** As the server demands it. */
export const mostImages = 10;
/** The server throws away what was uploaded and not posted within 24 hours; an hour is left for posting. */
const keptFor = 23 * 60 * 60 * 1000;

export type Consent = 'WRITTEN' | 'ORAL' | 'NOT_IDENTIFIABLE' | 'ROLE_PLAY';
export const consents: readonly Consent[] = ['WRITTEN', 'ORAL', 'NOT_IDENTIFIABLE', 'ROLE_PLAY'];

/** Where a file is on its way to the server. */
export type Transfer =
  | { phase: 'sending'; share: number }
  /** It has arrived, and the server is decoding it. */
  | { phase: 'preparing' }
  /** The line is down; it is tried again by itself. */
  | { phase: 'waiting' }
  | { phase: 'stored'; id: string }
  | { phase: 'failed'; reason: 'gave-up' | 'signed-out' | 'terms' }
  | { phase: 'refused'; message: string };

export interface ConsentForm {
  name: string;
  transfer: Transfer;
}

/** An image of a post that is being written. */
export interface PostImage {
  key: string;
  transfer: Transfer;
  /** A small copy as a data URI. */
  thumbnail: string;
  alt: string;
  consent: Consent | null;
  form: ConsentForm | null;
  sensitive: boolean;
  /** She knows that it stands under another face of hers. */
  again: boolean;
  /** When it was stored, in milliseconds since 1970. */
  storedAt: number;
}

export type ImageFault = 'transfer' | 'alt' | 'consent' | 'form';

const idOf = (transfer: Transfer | undefined) => (transfer?.phase === 'stored' ? transfer.id : null);

/** What has to be done before the image can be posted, in the order in which it is asked. */
export function faultsOf({ transfer, alt, consent, form }: PostImage): ImageFault[] {
  const faults: ImageFault[] = [];
  if (!idOf(transfer)) faults.push('transfer');
  if (!alt.trim()) faults.push('alt');
  if (!consent) faults.push('consent');
  if (consent === 'WRITTEN' && !idOf(form?.transfer)) faults.push('form');
  return faults;
}

/** The forms that other images stand on and this one does not, each with the number of the first of them. */
export function formsOfOthers(
  images: readonly PostImage[],
  key: string,
): { number: number; form: ConsentForm }[] {
  const seen = new Set([idOf(images.find((image) => image.key === key)?.form?.transfer)]);
  return images.flatMap(({ consent, form }, index) => {
    const id = idOf(form?.transfer);
    if (!form || !id || consent !== 'WRITTEN' || seen.has(id)) return [];
    seen.add(id);
    return [{ number: index + 1, form }];
  });
}

/** Whether the form of this image is no other's too. */
export function mayDiscardForm(images: readonly PostImage[], key: string): boolean {
  const id = idOf(images.find((image) => image.key === key)?.form?.transfer);
  return !images.some((image) => image.key !== key && idOf(image.form?.transfer) === id);
}

/** What is posted; null while something is missing. */
export function inputOf(images: readonly PostImage[]): ImageInput[] | null {
  const inputs = images.flatMap((image) => {
    const id = idOf(image.transfer);
    const { alt, consent, sensitive, again } = image;
    if (!id || !consent || faultsOf(image).length > 0) return [];
    const formId = consent === 'WRITTEN' ? idOf(image.form?.transfer) : null;
    return [{ id, alt: alt.trim(), consent, formId, sensitive, again }];
  });
  return inputs.length === images.length ? inputs : null;
}

/** The places of the images of which the server has said that they stand under another face of hers. */
export function placesUnderOtherFace(setback: Setback | null): ReadonlySet<number> {
  if (setback?.kind !== 'refused' || setback.refusal.__typename !== 'InvalidInputError') return new Set();
  const places = setback.refusal.issues.flatMap(
    ({ field }) => /^images\.(\d+)\.again$/.exec(field)?.[1] ?? [],
  );
  return new Set(places.map(Number));
}

/** The same list with one image a place earlier (-1) or later (1). */
export function moved(images: readonly PostImage[], key: string, by: -1 | 1): PostImage[] {
  const from = images.findIndex((image) => image.key === key);
  const image = images[from];
  const to = from + by;
  if (!image || to < 0 || to >= images.length) return [...images];
  const rest = images.filter((other) => other !== image);
  return [...rest.slice(0, to), image, ...rest.slice(to)];
}

const isOnItsWay = ({ phase }: Transfer): boolean => phase !== 'stored' && phase !== 'refused';

/** The server has not got it or its form, and may yet get it: lost when the page is left. */
export const isOnlyHere = ({ transfer, consent, form }: PostImage): boolean =>
  isOnItsWay(transfer) || (consent === 'WRITTEN' && form !== null && isOnItsWay(form.transfer));

/** What of the list the browser keeps: an image that has not reached the server yet is only in this page's memory. */
export function storable(images: readonly PostImage[]): { images: readonly PostImage[] } {
  return {
    images: images
      .filter(({ transfer }) => idOf(transfer))
      .map((image) => ({ ...image, form: idOf(image.form?.transfer) ? image.form : null })),
  };
}

/** The list as the browser kept it, without what the server has thrown away meanwhile. */
export function readImages(stored: unknown, now: number): PostImage[] {
  if (typeof stored !== 'object' || stored === null || !('images' in stored)) return [];
  return Array.isArray(stored.images) ? stored.images.flatMap((image: unknown) => readImage(image, now)) : [];
}

/** How many of them the server has thrown away meanwhile. */
export const countLapsed = (stored: unknown, now: number): number =>
  readImages(stored, 0).length - readImages(stored, now).length;

function readImage(stored: unknown, now: number): PostImage[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const image = stored as Record<string, unknown>;
  const transfer = readTransfer(image.transfer);
  const storedAt = typeof image.storedAt === 'number' ? image.storedAt : 0;
  if (!transfer || typeof image.key !== 'string' || now - storedAt > keptFor) return [];
  return [
    {
      key: image.key,
      transfer,
      thumbnail:
        typeof image.thumbnail === 'string' && image.thumbnail.startsWith('data:image/')
          ? image.thumbnail
          : '',
      alt: typeof image.alt === 'string' ? image.alt : '',
      consent: consents.find((one) => one === image.consent) ?? null,
      form: readForm(image.form),
      sensitive: image.sensitive === true,
      again: image.again === true,
      storedAt,
    },
  ];
}

function readForm(stored: unknown): ConsentForm | null {
  if (typeof stored !== 'object' || stored === null || !('name' in stored) || !('transfer' in stored)) {
    return null;
  }
  const transfer = readTransfer(stored.transfer);
  return transfer && typeof stored.name === 'string' ? { name: stored.name, transfer } : null;
}

function readTransfer(stored: unknown): Transfer | null {
  if (typeof stored !== 'object' || stored === null || !('id' in stored)) return null;
  return typeof stored.id === 'string' ? { phase: 'stored', id: stored.id } : null;
}
