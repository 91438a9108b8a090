import { z } from 'zod';

/** What a client may send beside query and variables (GraphQL over HTTP, 5.1): never logged by a proxy, unlike headers. */
export interface SentExtensions {
  /** Random, the same whenever one act is sent again. */
  readonly onceKey: string | null;
  /** For whom the page was drawn: `Viewer.pageMarker`. */
  readonly drawnFor: string | null;
}

const text = z.string().nullable().catch(null);
const form = z.object({
  extensions: z.object({
    // 128 random bits are 22 characters of base64url, or more in a UUID or in hexadecimal.
    once: z
      .string()
      .regex(/^[\w-]{22,64}$/)
      .nullable()
      .catch(null),
    drawnFor: text,
  }),
});

export function readExtensions(body: unknown): SentExtensions {
  const parsed = form.safeParse(body);
  if (!parsed.success) return { onceKey: null, drawnFor: null };
  const { once, drawnFor } = parsed.data.extensions;
  return { onceKey: once, drawnFor };
}
