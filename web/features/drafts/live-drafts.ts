/** The forms of this page in which something has been written: each can write it to the browser once more. */
const live = new Map<object, () => void>();

export const hasLiveDrafts = (): boolean => live.size > 0;

export function keepLive(form: object, write: (() => void) | null): void {
  if (write) live.set(form, write);
  else live.delete(form);
}

/** After somebody else's sign-in has deleted them, when their writer has signed in again. */
export function writeLiveDrafts(): void {
  for (const write of live.values()) write();
}
