import { useSyncExternalStore } from 'react';
import type { Language, Translate } from '../locales/i18n.ts';
import { useText } from '../locales/i18n.ts';

const hour = 3_600_000;
const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/**
 * How long ago an hour was, in whole hours up to a day, then in days up to a week, then as a date.
 * Never finer than the hour: the API gives no more (ANONYMITY 24).
 */
export function describeHour(iso: string, now: number, language: Language, t: Translate): string {
  const then = Date.parse(iso);
  const hours = Math.floor(now / hour) - Math.floor(then / hour);
  if (hours < 1) return t('common:time.thisHour');
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: 'always' });
  if (hours < 24) return relative.format(-hours, 'hour');
  const days = Math.floor(hours / 24);
  if (days < 7) return relative.format(-days, 'day');
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(then);
}

/** Date and hour, without minutes. */
export function formatHour(iso: string, language: Language): string {
  const parts = {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    hourCycle: 'h23',
  } as const;
  const text = new Intl.DateTimeFormat(locales[language], parts).format(Date.parse(iso));
  return language === 'sv' ? text : `${text}:00`;
}

/** A moment exact to the minute, for acts that are on the record (audit, lookups). */
export function formatMoment(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeStyle: 'short' }).format(
    Date.parse(iso),
  );
}

function subscribeToMinutes(listener: () => void): () => void {
  const timer = window.setInterval(listener, 60_000);
  return () => window.clearInterval(timer);
}

/** The current hour's start: changes once an hour, so that nothing renders in between. */
function currentHour(): number {
  return Math.floor(Date.now() / hour) * hour;
}

/** "för 3 timmar sedan". */
export function HourTime({ at }: { at: string }) {
  const { t, language } = useText();
  const now = useSyncExternalStore(subscribeToMinutes, currentHour);
  return (
    <time dateTime={at} title={formatHour(at, language)}>
      {describeHour(at, now, language, t)}
    </time>
  );
}
