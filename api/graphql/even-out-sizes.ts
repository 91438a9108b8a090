import type { RequestHandler } from 'express';

const step = 4096;
/** Of a member's own lists, at least; above it, doublings. */
const ownList = 32 * 1024;

/** What tells a member of her own posts, and of what moderation has to say to her: `heldPosts`, `mySanctions`, MINE; not `myFaces`, which every page of a thread has. */
const asksForOwn = /\b(heldPosts|lookupNotices|my(?!Faces\b)[A-Z]\w*|MINE|ANSWERED)\b/;

/**
 * Whoever sees the encrypted connection, such as the network of a ward, sees how long each answer is. An answer to the
 * owner of a post differs from another reader's in words like `isMine` and `myFaces`: one letter would tell
 * (ANONYMITY 57). So `true` counts as long as `false`, and every answer is filled up with white space, which JSON allows
 * at its end. What is a member's own has one length for everybody, up to 32 KB: else a waiting post would show, and so
 * would a statement of reasons, whose length a moderator chose (ANONYMITY 68). A proxy that compresses would undo it:
 * leave /graphql uncompressed.
 */
export const evenOutSizes: RequestHandler = (request, response, next) => {
  const send = response.send.bind(response);
  response.send = (body?: unknown) =>
    send(typeof body === 'string' ? evenOut(body, isOwnList(request.body)) : body);
  next();
};

/** @param json as `JSON.stringify` writes it, without spaces. */
export function evenOut(json: string, isOwn = false): string {
  const truths = json.match(/:true\b/g)?.length ?? 0;
  const size = Buffer.byteLength(json) + truths;
  return json + ' '.repeat(truths + classOf(size, isOwn) - size);
}

function classOf(size: number, isOwn: boolean): number {
  if (!isOwn) return Math.ceil(size / step) * step;
  let filled = ownList;
  while (filled < size) filled *= 2;
  return filled;
}

/** @param body of a request as the client sent it; only its own class of size depends on what it says. */
export function isOwnList(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { query, variables } = body as { query?: unknown; variables?: { list?: unknown } | null };
  return asksForOwn.test(String(query)) || asksForOwn.test(String(variables?.list));
}
