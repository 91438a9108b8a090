import { decryptDraft, encryptDraft, slotTag } from './draft-cipher.ts';
import { isOpenElsewhere, tabId } from './tab-id.ts';

/**
 * Drafts of what a physician has not yet posted, anonymous or not. They live in this browser only, encrypted under a
 * key that the server gives to her session and that this page holds in memory alone. What the browser's files keep of
 * them, also of deleted ones, is unreadable to everybody once the session has ended (ANONYMITY 46, 64). They go at
 * sign-out and at posting; what a closed tab has left can be taken over by another.
 *
 * A library and not WebCrypto: that is asynchronous, and a write that ends after sign-out would put back what sign-out
 * has just deleted. It is also there where the page came over http.
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
/** A draft is filled up to this or a doubling of it: the length of a text would tell which post it became. */
const smallest = 4096;

/** What is stored: the form, the key by which it is posted once, and the hour, for which of them is the newest. */
interface Stored {
  slot: string;
  form: unknown;
  once: string | null;
  hour: number;
}

/** Whose drafts this page can read. */
interface Session {
  readonly viewerId: string;
  readonly key: Uint8Array;
}

let session: Session | null = null;

const sessionOf = (viewerId: string): Session | null => (session?.viewerId === viewerId ? session : null);

/** The name tells the tab and nothing of the slot, which has ids of posts in it. */
const nameOf = ({ key }: Session, tab: string, slot: string): string =>
  `${prefix}${tab}.${slotTag(key, slot)}`;

const tabOf = (name: string): string => name.slice(prefix.length).split('.')[0] ?? '';

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function draftNames(): string[] {
  const store = storage();
  if (!store) return [];
  return Array.from({ length: store.length }, (_, index) => store.key(index) ?? '').filter((name) =>
    name.startsWith(prefix),
  );
}

function seal({ key }: Session, stored: Stored): string {
  const text = new TextEncoder().encode(JSON.stringify(stored));
  let size = smallest;
  while (size < text.length) size *= 2;
  const padded = new Uint8Array(size).fill(0x20);
  padded.set(text);
  return encryptDraft(key, padded);
}

/** Null where there is nothing, or nothing that this session's key opens. */
function open({ key }: Session, name: string): Stored | null {
  try {
    const padded = decryptDraft(key, storage()?.getItem(name) ?? '');
    const stored: unknown = JSON.parse(new TextDecoder().decode(padded));
    if (typeof stored !== 'object' || stored === null || !('form' in stored)) return null;
    const { slot, once, hour } = stored as Partial<Stored>;
    return {
      slot: typeof slot === 'string' ? slot : '',
      form: stored.form,
      once: typeof once === 'string' ? once : null,
      hour: typeof hour === 'number' ? hour : 0,
    };
  } catch {
    return null;
  }
}

function put(of: Session, tab: string, stored: Stored): boolean {
  try {
    storage()?.setItem(nameOf(of, tab, stored.slot), seal(of, stored));
    return true;
  } catch {
    return false;
  }
}

/**
 * Begins with the drafts of whoever is signed in. Where her session was renewed, what the last key opened is written
 * anew under the next, of all tabs. What nobody can open any more goes, except where its tab is still open: there its
 * writer may yet sign in again.
 */
export function openDrafts(viewerId: string, draftKey: string): void {
  const next: Session = { viewerId, key: keyFrom(draftKey) };
  const before = sessionOf(viewerId);
  session = next;
  for (const name of draftNames()) {
    if (open(next, name)) continue;
    const stored = before && open(before, name);
    if (stored && put(next, tabOf(name), stored)) storage()?.removeItem(name);
    else if (!isOpenElsewhere(tabOf(name))) storage()?.removeItem(name);
  }
}

/** Forgets the key: nobody is signed in. */
export function closeDrafts(): void {
  session = null;
  for (const name of draftNames()) {
    if (!isOpenElsewhere(tabOf(name))) storage()?.removeItem(name);
  }
}

/** Unpadded base64url, as the server writes it. */
function keyFrom(text: string): Uint8Array {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (letter) => letter.charCodeAt(0));
}

function read(viewerId: string, slot: DraftSlot): Stored | null {
  const of = sessionOf(viewerId);
  return of && open(of, nameOf(of, tabId(), slot));
}

/** The draft of this tab as `unknown`: the form that wrote it knows how to read it. Null when there is none. */
export function readDraft(viewerId: string, slot: DraftSlot): unknown {
  return read(viewerId, slot)?.form ?? null;
}

/** The key by which this tab's draft is posted once, where it has one. */
export function readOnceKey(viewerId: string, slot: DraftSlot): string | null {
  return read(viewerId, slot)?.once ?? null;
}

/** False when the browser did not take it (storage full or forbidden). */
export function writeDraft(
  viewerId: string,
  slot: DraftSlot,
  draft: object,
  once: string | null = null,
): boolean {
  const of = sessionOf(viewerId);
  return (
    of !== null && put(of, tabId(), { slot, form: draft, once, hour: Math.floor(Date.now() / hourInMs) })
  );
}

export function deleteDraft(viewerId: string, slot: DraftSlot): void {
  const of = sessionOf(viewerId);
  if (of) storage()?.removeItem(nameOf(of, tabId(), slot));
}

function namesOf(viewerId: string): string[] {
  const of = sessionOf(viewerId);
  return of ? draftNames().filter((name) => open(of, name) !== null) : [];
}

export const hasDrafts = (viewerId: string): boolean => namesOf(viewerId).length > 0;

export function deleteDraftsOf(viewerId: string): void {
  for (const name of namesOf(viewerId)) storage()?.removeItem(name);
}

export function hasDraft(viewerId: string, slot: DraftSlot): boolean {
  return readDraft(viewerId, slot) !== null;
}

interface Left {
  name: string;
  tab: string;
  stored: Stored;
}

/** What tabs have left that are open no more, newest first. */
function listLeft(viewerId: string): Left[] {
  const of = sessionOf(viewerId);
  if (!of) return [];
  return draftNames()
    .flatMap((name) => {
      const tab = tabOf(name);
      const stored = tab !== tabId() && !isOpenElsewhere(tab) ? open(of, name) : null;
      return stored ? [{ name, tab, stored }] : [];
    })
    .sort((one, other) => other.stored.hour - one.stored.hour);
}

const imagesOf = (slot: DraftSlot): DraftSlot => `images.${slot}`;

/** The tab that has left the newest draft of a form, its text or its images. */
export function findLeftDraft(viewerId: string, slot: DraftSlot): string | null {
  const slots: string[] = [slot, imagesOf(slot)];
  return listLeft(viewerId).find(({ stored }) => slots.includes(stored.slot))?.tab ?? null;
}

/** Makes a left draft this tab's own, its images as well. */
export function takeLeftDraft(viewerId: string, tab: string, slot: DraftSlot): void {
  const of = sessionOf(viewerId);
  if (!of || isOpenElsewhere(tab)) return;
  for (const each of [slot, imagesOf(slot)]) {
    const name = nameOf(of, tab, each);
    const stored = open(of, name);
    if (stored && put(of, tabId(), stored)) storage()?.removeItem(name);
  }
  for (const listener of listeners) listener();
}

export function discardLeftDraft(viewerId: string, tab: string, slot: DraftSlot): void {
  const of = sessionOf(viewerId);
  if (!of || isOpenElsewhere(tab)) return;
  for (const each of [slot, imagesOf(slot)]) storage()?.removeItem(nameOf(of, tab, each));
}

/** Lets go of all but the newest that were left. */
export function boundLeftDrafts(viewerId: string): void {
  for (const { name } of listLeft(viewerId).slice(mostLeft)) storage()?.removeItem(name);
}

const listeners = new Set<() => void>();

/** Told when a left draft has become this tab's own. @returns ends it. */
export function onDraftTaken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
