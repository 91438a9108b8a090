import type { Language } from '../locales/i18n.ts';

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** A day in UTC, written out: the API gives the days of lookups and their notices in UTC. */
export function formatDay(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(iso),
  );
}

/** "april–september 2026" for the quarters from 2026-Q2 to 2026-Q3. */
export function formatQuarters(first: string, last: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatRange(monthOf(first, 0), monthOf(last, 2));
}

/** "Juli–september 2026" for 2026-Q3, as a heading. */
export function formatQuarter(quarter: string, language: Language): string {
  const text = formatQuarters(quarter, quarter, language);
  return text.charAt(0).toLocaleUpperCase(locales[language]) + text.slice(1);
}

function monthOf(quarter: string, later: 0 | 2): number {
  const [year = '', number = ''] = quarter.split('-Q');
  return Date.UTC(Number(year), 3 * (Number(number) - 1) + later);
}
