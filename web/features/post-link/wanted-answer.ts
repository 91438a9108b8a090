import { useSyncExternalStore } from 'react';

/**
 * The answer that a page is to go to. In memory and not in the address: of an address with somebody's own answer in it,
 * the browser's history tells the next one at a shared computer whose answer that is (ANONYMITY 64).
 */
interface Wanted {
  readonly consultationId: string;
  readonly answerId: string;
}

let wanted: Wanted | null = null;
const listeners = new Set<() => void>();

export function wantAnswer(next: Wanted | null): void {
  wanted = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The id of the answer that the page of this consultation is to go to; null: none. */
export function useWantedAnswer(consultationId: string): string | null {
  const { consultationId: where, answerId = null } = useSyncExternalStore(subscribe, () => wanted) ?? {};
  return where === consultationId ? answerId : null;
}
