import { useCallback, useEffect, useState } from 'react';

export interface Wait {
  /** Until another try may be made; 0: now. */
  seconds: number;
  begin(seconds: number): void;
  end(): void;
}

/** Counts down the seconds that the server asks to wait. By the clock: a tab in the background is woken late. */
export function useWait(): Wait {
  const [until, setUntil] = useState(0);
  const [seconds, setSeconds] = useState(0);

  useEffect(() => {
    if (until === 0) return;
    const tick = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setSeconds(left);
      if (left === 0) setUntil(0);
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [until]);

  const begin = useCallback((asked: number) => {
    setSeconds(Math.max(1, asked));
    setUntil(Date.now() + Math.max(1, asked) * 1000);
  }, []);
  const end = useCallback(() => {
    setSeconds(0);
    setUntil(0);
  }, []);
  return { seconds, begin, end };
}
