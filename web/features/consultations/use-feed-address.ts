import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { ConsultationList } from '../../graphql/physician/graphql.ts';

export interface FeedTab {
  /** As it stands in the address: /?list=newest */
  name: 'activity' | 'newest' | 'unanswered' | 'mine' | 'answered';
  list: ConsultationList;
  /** By which time the list is ordered, and so which one the cards show. */
  time: 'posted' | 'activity';
}

export const feedTabs: readonly [FeedTab, ...FeedTab[]] = [
  { name: 'activity', list: 'ACTIVITY', time: 'activity' },
  { name: 'newest', list: 'NEWEST', time: 'posted' },
  { name: 'unanswered', list: 'UNANSWERED', time: 'posted' },
  { name: 'mine', list: 'MINE', time: 'posted' },
  { name: 'answered', list: 'ANSWERED', time: 'activity' },
];

/** Which list and specialty the address asks for: what is shown can be bookmarked, reloaded and gone back to. */
export function useFeedAddress() {
  const [search, setSearch] = useSearchParams();
  const tab = feedTabs.find(({ name }) => name === search.get('list')) ?? feedTabs[0];
  const specialty = search.get('specialty');

  const hrefOf = useCallback(
    (name: FeedTab['name']) => {
      const next = new URLSearchParams(search);
      if (name === feedTabs[0].name) next.delete('list');
      else next.set('list', name);
      return `/?${next}`;
    },
    [search],
  );

  const chooseSpecialty = useCallback(
    (code: string | null) => {
      setSearch(
        (previous) => {
          const next = new URLSearchParams(previous);
          if (code) next.set('specialty', code);
          else next.delete('specialty');
          return next;
        },
        { preventScrollReset: true },
      );
    },
    [setSearch],
  );

  return { tab, specialty, hrefOf, chooseSpecialty };
}
