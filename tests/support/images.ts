import { randomUUID } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import type { Client, Reply } from './graphql.ts';
import { onePage } from './pdf-files.ts';

/** A picture with edges and noise, so that it does not compress to nothing. */
export function picture(width = 800, height = 600): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#c08060',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });
}

/** Sends bytes as the browser does. */
export async function upload(
  client: Client,
  bytes: Uint8Array,
  { path = '/images', uploadId = randomUUID() as string, headers = {} } = {},
): Promise<Reply> {
  return client.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-requested-with': 'konsilium',
      'x-upload-id': uploadId,
      ...headers,
    },
    body: Buffer.from(bytes),
  });
}

/** @returns the id of an image that she has uploaded. */
export async function uploadPicture(client: Client, bytes?: Uint8Array): Promise<string> {
  const { status, text } = await upload(client, bytes ?? (await picture().jpeg().toBuffer()));
  if (status !== 200) throw new Error(`the upload was refused: ${status} ${text}`);
  const { id } = JSON.parse(text) as { id: string };
  return id;
}

/** A signed form as PDF. */
export const signedForm = onePage('Samtycke');

/** @returns the id of a signed form that she has uploaded. */
export async function uploadForm(client: Client, bytes: Uint8Array = signedForm): Promise<string> {
  const { status, text } = await upload(client, bytes, { path: '/images/forms' });
  if (status !== 200) throw new Error(`the form was refused: ${status} ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

export const imageInput = (id: string, more: object = {}) => ({
  id,
  alt: 'Ett utslag på underarmen',
  consent: 'ORAL' as const,
  sensitive: false,
  ...more,
});

/** @returns the id of a question with these images, under her own name unless `anonymous`. */
export async function askWithImages(
  client: Client,
  images: readonly ReturnType<typeof imageInput>[],
  { anonymous = false } = {},
): Promise<string> {
  const { data } = await client.graphql(
    'physician',
    `mutation ($input: PostConsultationInput!) {
       postConsultation(input: $input) { __typename ... on Consultation { id } } }`,
    {
      input: {
        anonymous,
        holdBack: 'AT_ONCE',
        kind: 'QUESTION',
        specialty: 'internmedicin',
        title: 'Utslag på underarmen',
        body: 'Konstgjorda bilder av ett påhittat utslag. Vad gör ni?',
        images,
      },
    },
  );
  const { id } = (data?.postConsultation ?? {}) as { id?: string };
  if (!id) throw new Error(`not posted: ${JSON.stringify(data)}`);
  return id;
}

/** The bytes and headers of an address. */
export async function fetchImage(
  origin: string,
  client: Client,
  address: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await fetch(new URL(address, origin), {
    method,
    headers: { cookie: client.cookie, ...headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

/** An image of a consultation as its reader is told of it. */
export interface ShownImage {
  id: string;
  state: string;
  alt: string;
  sensitive: boolean;
  width: number | null;
  height: number | null;
  sources: { width: number; url: string }[];
  mine: {
    consent: string | null;
    canExtend: boolean;
    expiresOn: string | null;
    formId: string | null;
    removedBy: { statement: string } | null;
  } | null;
}

const imageParts = `images { id state alt sensitive width height sources { width url }
  mine { consent canExtend expiresOn formId removedBy { statement } } }`;

/** The question's images; none where she cannot read it. */
export async function imagesOf(client: Client, consultationId: string): Promise<ShownImage[]> {
  const { data, errors } = await client.graphql(
    'physician',
    `query ($id: ID!) { consultation(id: $id) { ${imageParts} } }`,
    { id: consultationId },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return (data?.consultation as { images: ShownImage[] } | null)?.images ?? [];
}

/** The images of the consultation's answers, in their order. */
export async function imagesOfAnswers(client: Client, consultationId: string): Promise<ShownImage[]> {
  const { data, errors } = await client.graphql(
    'physician',
    `query ($id: ID!) { consultation(id: $id) { answers(first: 50) { edges { node { ${imageParts} } } } } }`,
    { id: consultationId },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const thread = data?.consultation as {
    answers: { edges: { node: { images: ShownImage[] } }[] };
  } | null;
  return thread?.answers.edges.flatMap(({ node }) => node.images) ?? [];
}

/** What browsers of three ages say that they take. */
export const accepts = ['image/avif,image/webp,*/*', 'image/webp,*/*', 'image/jpeg'];
