/**
 * Drafts of what a physician has not yet posted, anonymous or not. They live in this browser only, under the id of
 * their writer, and go at sign-out, at posting, and when somebody else signs in here (ANONYMITY 46: a shared ward
 * computer).
 */
const prefix = 'konsilium.draft.';

/**
 * Which form: 'ask'; 'answer.' and the consultation's id; 'edit.' and the post's id; 'decide.' and the case's id;
 * 'images.' and the slot of the post that they belong to; 'appeal.' and the decision's id; 'rule.' and the appeal's id;
 * 'lookup' for a new request.
 */
export type DraftSlot =
  | 'ask'
  | `answer.${string}`
  | `edit.${string}`
  | `decide.${string}`
  | `images.${string}`
  | `appeal.${string}`
  | `rule.${string}`
  | 'lookup';

function keyOf(viewerId: string, slot: DraftSlot): string {
  return `${prefix}${viewerId}.${slot}`;
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function draftKeys(): string[] {
  const store = storage();
  if (!store) return [];
  return Array.from({ length: store.length }, (_, index) => store.key(index) ?? '').filter((key) =>
    key.startsWith(prefix),
  );
}

/** The stored draft as `unknown`: the form that wrote it knows how to read it. Null when there is none. */
export function readDraft(viewerId: string, slot: DraftSlot): unknown {
  try {
    const text = storage()?.getItem(keyOf(viewerId, slot));
    return text ? (JSON.parse(text) as unknown) : null;
  } catch {
    return null;
  }
}

/** False when the browser did not take it (storage full or forbidden). */
export function writeDraft(viewerId: string, slot: DraftSlot, draft: object): boolean {
  try {
    storage()?.setItem(keyOf(viewerId, slot), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function deleteDraft(viewerId: string, slot: DraftSlot): void {
  storage()?.removeItem(keyOf(viewerId, slot));
}

export function hasDrafts(viewerId: string): boolean {
  return draftKeys().some((key) => key.startsWith(`${prefix}${viewerId}.`));
}

export function deleteDraftsOf(viewerId: string): void {
  for (const key of draftKeys()) {
    if (key.startsWith(`${prefix}${viewerId}.`)) storage()?.removeItem(key);
  }
}

export function deleteDraftsOfOthers(viewerId: string): void {
  for (const key of draftKeys()) {
    if (!key.startsWith(`${prefix}${viewerId}.`)) storage()?.removeItem(key);
  }
}

export function hasDraft(viewerId: string, slot: DraftSlot): boolean {
  return readDraft(viewerId, slot) !== null;
}
