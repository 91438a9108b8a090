import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../features/session/session-context.ts';
import type { TextKey } from '../../locales/catalogue.ts';
import { useText } from '../../locales/i18n.ts';
import classes from './footer.module.css';

/** What everybody may read at any time, below each page; the last is for members. */
const pages: readonly { to: string; label: TextKey; membersOnly?: boolean }[] = [
  { to: '/terms', label: 'terms:documents.terms' },
  { to: '/privacy', label: 'terms:documents.privacy' },
  { to: '/privacy/anonymity', label: 'anonymityGuide:title' },
  { to: '/privacy/processors', label: 'telemetry:processors.title' },
  { to: '/privacy/retention', label: 'retention:title' },
  { to: '/erasure', label: 'erasure:receipt.title' },
  { to: '/withdraw-image', label: 'withdrawImage:title' },
  { to: '/transparency', label: 'transparency:title', membersOnly: true },
];

export function Footer() {
  const { t } = useText();
  const { viewer } = useSession();
  const isMember = viewer?.status === 'VERIFIED';
  return (
    <footer className={classes.footer}>
      <nav aria-label={t('common:footer')}>
        <ul className={classes.links}>
          {pages
            .filter(({ membersOnly }) => isMember || !membersOnly)
            .map(({ to, label }) => (
              <li key={to}>
                <Anchor component={Link} to={to} size="sm" c="dimmed">
                  {t(label)}
                </Anchor>
              </li>
            ))}
        </ul>
      </nav>
    </footer>
  );
}
