import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../../locales/i18n.ts';
import classes from './footer.module.css';

/** What every member may read at any time, below each page. */
export function Footer() {
  const { t } = useText();
  return (
    <footer className={classes.footer}>
      <Anchor component={Link} to="/transparency" size="sm" c="dimmed">
        {t('transparency:title')}
      </Anchor>
    </footer>
  );
}
