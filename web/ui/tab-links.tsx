import { Link } from 'react-router';
import { CountMark } from './count-mark.tsx';
import classes from './tab-links.module.css';

export interface TabLink {
  to: string;
  label: string;
  /** How many are waiting there; shown when known and not zero. */
  count?: number | undefined;
  current: boolean;
}

/** Lists of one page, each with an address of its own. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ to, label: text, count, current }) => (
        <Link
          key={to}
          to={to}
          className={classes.tab}
          aria-current={current ? 'page' : undefined}
          preventScrollReset
        >
          {text}
          {count ? <CountMark>{count}</CountMark> : null}
        </Link>
      ))}
    </nav>
  );
}
