import { isOpenElsewhere, tabId } from './tab-id.ts';

/**
 * Drafts of what a physician has not yet posted, anonymous or not. They live in this browser only, under the id of
 * their writer and of the tab in which they were written, and go at sign-out, at posting, and when somebody else signs in
 * here (ANONYMITY 46: a shared ward computer). What a closed tab has left can be taken over by another.
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

/** So many of closed tabs are kept, the newest. */
const mostLeft = 20;
const hourInMs = 3_600_000;

/** What is stored: the form, the key by which it is posted once, and the hour, for which of them is the newest. */
interface Stored {
  form: unknown;
  once: string | null;
  hour: number;
}

const keyOf = (viewerId: string, tab: string, slot: DraftSlot) => `${prefix}${viewerId}.${tab}.${slot}`;

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

function read(key: string): Stored | null {
  try {
    const stored: unknown = JSON.parse(storage()?.getItem(key) ?? 'null');
    if (typeof stored !== 'object' || stored === null || !('form' in stored)) return null;
    const { once, hour } = stored as Partial<Stored>;
    return {
      form: stored.form,
      once: typeof once === 'string' ? once : null,
      hour: typeof hour === 'number' ? hour : 0,
    };
  } catch {
    return null;
  }
}

/** The draft of this tab as `unknown`: the form that wrote it knows how to read it. Null when there is none. */
export function readDraft(viewerId: string, slot: DraftSlot): unknown {
  return read(keyOf(viewerId, tabId(), slot))?.form ?? null;
}

/** The key by which this tab's draft is posted once, where it has one. */
export function readOnceKey(viewerId: string, slot: DraftSlot): string | null {
  return read(keyOf(viewerId, tabId(), slot))?.once ?? null;
}

/** False when the browser did not take it (storage full or forbidden). */
export function writeDraft(
  viewerId: string,
  slot: DraftSlot,
  draft: object,
  once: string | null = null,
): boolean {
  const stored: Stored = { form: draft, once, hour: Math.floor(Date.now() / hourInMs) };
  try {
    storage()?.setItem(keyOf(viewerId, tabId(), slot), JSON.stringify(stored));
    return true;
  } catch {
    return false;
  }
}

export function deleteDraft(viewerId: string, slot: DraftSlot): void {
  storage()?.removeItem(keyOf(viewerId, tabId(), slot));
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

interface Left {
  key: string;
  tab: string;
  slot: string;
  stored: Stored;
}

/** What tabs have left that are open no more, newest first. */
function listLeft(viewerId: string): Left[] {
  const own = `${prefix}${viewerId}.`;
  return draftKeys()
    .flatMap((key) => {
      const [tab = '', ...slot] = key.startsWith(own) ? key.slice(own.length).split('.') : [];
      const stored = tab !== '' && tab !== tabId() && !isOpenElsewhere(tab) ? read(key) : null;
      return stored ? [{ key, tab, slot: slot.join('.'), stored }] : [];
    })
    .sort((one, other) => other.stored.hour - one.stored.hour);
}

const imagesOf = (slot: DraftSlot): DraftSlot => `images.${slot}`;

/** The tab that has left the newest draft of a form, its text or its images. */
export function findLeftDraft(viewerId: string, slot: DraftSlot): string | null {
  return listLeft(viewerId).find((left) => left.slot === slot || left.slot === imagesOf(slot))?.tab ?? null;
}

/** Makes a left draft this tab's own, its images as well. */
export function takeLeftDraft(viewerId: string, tab: string, slot: DraftSlot): void {
  for (const each of [slot, imagesOf(slot)]) {
    const key = keyOf(viewerId, tab, each);
    const text = storage()?.getItem(key);
    if (!text || isOpenElsewhere(tab)) continue;
    storage()?.setItem(keyOf(viewerId, tabId(), each), text);
    storage()?.removeItem(key);
  }
  for (const listener of listeners) listener();
}

export function discardLeftDraft(viewerId: string, tab: string, slot: DraftSlot): void {
  if (isOpenElsewhere(tab)) return;
  for (const each of [slot, imagesOf(slot)]) storage()?.removeItem(keyOf(viewerId, tab, each));
}

/** Lets go of all but the newest that were left. */
export function boundLeftDrafts(viewerId: string): void {
  for (const { key } of listLeft(viewerId).slice(mostLeft)) storage()?.removeItem(key);
}

const listeners = new Set<() => void>();

/** Told when a left draft has become this tab's own. @returns ends it. */
export function onDraftTaken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
