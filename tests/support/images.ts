import { randomUUID } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import type { Client, Reply } from './graphql.ts';

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

export const imageInput = (id: string, more: object = {}) => ({
  id,
  alt: 'Ett utslag på underarmen',
  consent: 'ORAL' as const,
  sensitive: false,
  ...more,
});

/** The bytes and headers of an address. */
export async function fetchImage(
  origin: string,
  client: Client,
  address: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await fetch(new URL(address, origin), { headers: { cookie: client.cookie, ...headers } });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}
