import { Badge } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import type { LookupState } from '../../graphql/operations/graphql.ts';
import { type Language, useText } from '../../locales/i18n.ts';

const colors: Record<LookupState, string> = {
  REQUESTED: 'orange',
  READY: 'petrol',
  OPENED: 'red',
  REFUSED: 'gray',
  EXPIRED: 'gray',
};

export const isLive = (state: LookupState): boolean => state === 'REQUESTED' || state === 'READY';

export function LookupStateBadge({ state }: { state: LookupState }) {
  const { t } = useText();
  return (
    <Badge variant="light" tt="none" radius="sm" color={colors[state]}>
      {t(`lookups:states.${state}`)}
    </Badge>
  );
}

const minute = 60_000;

/** "om 23 timmar", "om 5 minuter". */
function describeTimeLeft(until: string, now: number, language: Language): string {
  const minutes = Math.max(0, Math.ceil((Date.parse(until) - now) / minute));
  const relative = new Intl.RelativeTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { numeric: 'always' });
  return minutes < 60
    ? relative.format(minutes, 'minute')
    : relative.format(Math.floor(minutes / 60), 'hour');
}

function subscribeToMinutes(listener: () => void): () => void {
  const timer = window.setInterval(listener, minute);
  return () => window.clearInterval(timer);
}

const currentMinute = (): number => Math.floor(Date.now() / minute) * minute;

/** How long a living request has left. */
export function TimeLeft({ until }: { until: string }) {
  const { language } = useText();
  const now = useSyncExternalStore(subscribeToMinutes, currentMinute);
  return <time dateTime={until}>{describeTimeLeft(until, now, language)}</time>;
}
