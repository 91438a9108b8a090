import type { Request } from 'express';
import type { Locale } from '../platform/refusal.ts';

/** The language to answer in, by Accept-Language; Swedish unless English is preferred. */
export function localeOf(request: Request): Locale {
  return request.acceptsLanguages('sv', 'en') === 'en' ? 'en' : 'sv';
}
