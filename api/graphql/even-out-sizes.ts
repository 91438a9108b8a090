import type { RequestHandler } from 'express';

const step = 1024;

/**
 * Whoever sees the encrypted connection, such as the network of a ward, sees how long each answer is. An answer to the
 * owner of a post differs from another reader's in words like `isMine` and `myFaces`: one letter would tell
 * (ANONYMITY 57). So `true` counts as long as `false`, and every answer is filled up to whole kilobytes with white
 * space, which JSON allows at its end. A proxy that compresses would undo it: leave /graphql uncompressed.
 */
export const evenOutSizes: RequestHandler = (_request, response, next) => {
  const send = response.send.bind(response);
  response.send = (body?: unknown) => send(typeof body === 'string' ? evenOut(body) : body);
  next();
};

/** @param json as `JSON.stringify` writes it, without spaces. */
export function evenOut(json: string): string {
  const truths = json.match(/:true\b/g)?.length ?? 0;
  const size = Buffer.byteLength(json) + truths;
  return json + ' '.repeat(truths + ((step - (size % step)) % step));
}
