import { useSyncExternalStore } from 'react';

/** Whether the last request reached the server. The browser's own opinion (navigator.onLine) is asked besides. */
let reachable = true;
const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

export function markReachable(next: boolean): void {
  if (reachable === next) return;
  reachable = next;
  announce();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** True while neither the browser nor the last request contradicts it. */
export function useConnected(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine && reachable);
}
