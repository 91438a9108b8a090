import type { ReactNode } from 'react';
import classes from './count-mark.module.css';

interface Props {
  children: ReactNode;
  /** Somebody must see to it. */
  urgent?: boolean;
  'aria-hidden'?: boolean;
}

/** A number behind the name of a list. */
export function CountMark({ urgent = false, ...rest }: Props) {
  return <span className={classes.mark} data-urgent={urgent || undefined} {...rest} />;
}
