import { useCallback, useRef, useState } from 'react';

/**
 * For work that waits for something (a check whose code is loaded first) before its command is busy: busy from the first
 * press on, and a second press or Enter does nothing until the work is over.
 */
export function useBusy(): { busy: boolean; alone(work: () => Promise<void>): Promise<void> } {
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const alone = useCallback(async (work: () => Promise<void>) => {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    try {
      await work();
    } finally {
      under.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, alone };
}
