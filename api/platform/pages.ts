import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** How many rows one page may have. */
export const largestPage = 100;

/** A keyset page: `after` holds the sort keys of the last row seen, so that depth costs nothing. */
export interface PageRequest<Keys> {
  first: number;
  after: Keys | null;
}

export interface Page<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** Sort keys of a list ordered by time and id. */
export type TimeKeys = [time: string, id: string];
export const timeKeys = z.tuple([z.iso.datetime(), z.uuid()]);

/** @throws Refusal when the cursor is not one of this list's. */
export function pageRequest<Keys>(
  args: { first?: number | null | undefined; after?: string | null | undefined },
  keys: z.ZodType<Keys>,
): PageRequest<Keys> {
  const first = Math.min(Math.max(args.first ?? 20, 1), largestPage);
  if (!args.after) return { first, after: null };
  try {
    return { first, after: keys.parse(JSON.parse(Buffer.from(args.after, 'base64url').toString('utf8'))) };
  } catch {
    throw Refusal.invalidInput([{ field: 'after', code: 'CURSOR_INVALID' }]);
  }
}

/** @param rows one more than `first` where there are more. */
export function toPage<Node>(
  rows: readonly Node[],
  { first, after }: PageRequest<unknown>,
  keysOf: (node: Node) => readonly (string | number)[],
): Page<Node> {
  const edges = rows.slice(0, first).map((node) => ({
    cursor: Buffer.from(JSON.stringify(keysOf(node))).toString('base64url'),
    node,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
