import { Alert, type AlertProps } from '@mantine/core';
import { useEffect, useRef } from 'react';

/**
 * Says what was just done. Takes the focus when it appears, since what was pressed is often gone by then; give it
 * another key for another outcome.
 */
export function OutcomeAlert(props: AlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return <Alert ref={box} tabIndex={-1} role="status" color="petrol" {...props} />;
}
