import { useBlocker } from 'react-router';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useLeaveWarning } from './use-leave-warning.ts';

interface Props {
  /** There is what would be lost. */
  active: boolean;
  title: string;
  /** What is lost, and what is not. */
  children: string;
  confirmLabel: string;
}

/** Asks before another page takes the place of this one; of closing and loading anew the browser asks in its own words. */
export function LeaveGuard({ active, title, children, confirmLabel }: Props) {
  useLeaveWarning(active);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => active && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <ConfirmDialog
      opened={blocker.state === 'blocked'}
      title={title}
      confirmLabel={confirmLabel}
      dangerous
      onConfirm={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {children}
    </ConfirmDialog>
  );
}
