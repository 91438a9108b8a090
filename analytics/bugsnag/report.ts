import { z } from 'zod';

/** What an error is cut down to before anything else happens to it. This is all that Bugsnag is ever told. */

export const limits = { causes: 4, frames: 50 } as const;

/** One place in the program. */
const frame = z.strictObject({
  /** Within the project, `node_modules/…`, `node:…`, `assets/…` of the pages, or `elsewhere`. */
  file: z
    .string()
    .regex(/^(elsewhere|node:[\w/]+|assets\/[\w.-]+\.js|(?!\/)(?!.*\.\.)[\w./@+-]+\.[cm]?[jt]sx?)$/)
    .max(300),
  line: z.int().min(0).max(10_000_000).nullable(),
  column: z.int().min(0).max(10_000_000).nullable(),
  method: z
    .string()
    .regex(/^(async |new )?[\w$.#<>]{1,100}$/)
    .nullable(),
});

const error = z.strictObject({
  class: z.string().regex(/^[A-Z][A-Za-z]{0,59}$/),
  /** A code of ours or of a library's, such as P2002, 23505, ECONNREFUSED, NOT_FOUND. */
  code: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9_]{1,59}$/)
    .nullable(),
  frames: z.array(frame).max(limits.frames),
});

export const errorReport = z.strictObject({
  side: z.enum(['server', 'browser']),
  /** Where it happened, by a name of our own. */
  context: z.string().regex(/^[a-z]+( [\w:./*-]{1,80}){0,2}$/),
  unhandled: z.boolean(),
  release: z.enum(['production', 'development']),
  /** Itself and what caused it. */
  errors: z.array(error).min(1).max(limits.causes),
});

export type ErrorReport = z.infer<typeof errorReport>;
export type ReportedError = z.infer<typeof error>;
export type Frame = z.infer<typeof frame>;

/** @returns the report, or null where it holds anything that has no place in one. */
export function readReport(text: string): ErrorReport | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = errorReport.safeParse(value);
  return parsed.success ? parsed.data : null;
}
