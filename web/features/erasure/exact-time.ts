import type { Language } from '../../locales/i18n.ts';

/** A moment of the service's own, such as the end of a cooling-off, in Swedish time. */
export function exactTime(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  }).format(Date.parse(iso));
}
