import type { ComponentType } from 'react';
import { RefusedCount } from '../../features/erasure/refused-count.tsx';
import type { Viewer } from '../../features/session/find-viewer.ts';
import type { TextKey } from '../../locales/catalogue.ts';

export interface NavigationItem {
  to: string;
  label: TextKey;
  /** How much there waits, where that is to be seen from every page. */
  Count?: ComponentType;
}

/** The pages that an account can use, in the order of the menu. */
export function navigationFor(viewer: Viewer | null): NavigationItem[] {
  if (!viewer) return [];
  const items: NavigationItem[] = [];
  if (viewer.status === 'VERIFIED') {
    items.push(
      { to: '/', label: 'common:navigation.feed' },
      { to: '/mine', label: 'common:navigation.mine' },
    );
  }
  if (viewer.isModerator) items.push({ to: '/moderation', label: 'common:navigation.moderation' });
  if (viewer.isTechnicalAdmin) {
    items.push(
      { to: '/operations/verification', label: 'common:navigation.verification' },
      { to: '/operations/lookups', label: 'common:navigation.lookups' },
      { to: '/operations/processors', label: 'telemetry:queues.title' },
      { to: '/operations/consent-forms', label: 'consentForms:short' },
      { to: '/operations/erasures', label: 'common:navigation.erasures', Count: RefusedCount },
      { to: '/operations/statistics', label: 'statistics:title' },
      { to: '/operations/audit', label: 'common:navigation.audit' },
    );
  }
  return items;
}
