import { useCallback, useEffect, useRef, useState } from 'react';
import { newOnceKey, type OnceKey } from '../../app/apollo/once-key.ts';
import { useViewer } from '../session/session-context.ts';
import {
  type DraftSlot,
  deleteDraft,
  discardLeftDraft,
  findLeftDraft,
  readDraft,
  readOnceKey,
  takeLeftDraft,
  writeDraft,
} from './draft-store.ts';
import { keepLive } from './live-drafts.ts';
import { lookForOthers } from './tab-id.ts';

/** What a tab that was closed has left of the same form. */
export interface LeftDraft {
  take(): void;
  discard(): void;
}

interface Draft<Form> {
  form: Form;
  change(changes: Partial<Form>): void;
  /** The form began with what was typed before a reload or an ended session. */
  restored: boolean;
  /** False when the browser keeps nothing: then what is typed lives only as long as the page. */
  kept: boolean;
  /** By which what is written is posted once; kept with it. */
  once: OnceKey;
  /** Offered while this form is empty. */
  left: LeftDraft | null;
  /** Empties the form and forgets what was stored. */
  discard(): void;
  /** Forgets what was stored, when it has been posted. */
  forget(): void;
}

/**
 * A form whose every change is written to this browser at once, under the viewer's id and this tab's. Written in the
 * change itself and never later: a write after sign-out would put back what sign-out has just deleted.
 * `read` turns what was stored into a form, or null where it holds nothing worth keeping.
 */
export function useDraft<Form extends object>(
  slot: DraftSlot,
  empty: Form,
  read: (stored: unknown) => Form | null,
): Draft<Form> {
  const viewer = useViewer();
  const [initial] = useState(() => read(readDraft(viewer.id, slot)));
  const [form, setForm] = useState(initial ?? empty);
  // Two changes before the page is drawn anew must not undo each other.
  const latest = useRef(form);
  const key = useRef<string | null>(null);
  const [restored, setRestored] = useState(initial !== null);
  const [kept, setKept] = useState(true);
  const [leftBy, setLeftBy] = useState(() => (initial ? null : findLeftDraft(viewer.id, slot)));
  const [me] = useState(() => ({}));

  const currentKey = useCallback(() => {
    key.current ??= readOnceKey(viewer.id, slot) ?? newOnceKey();
    return key.current;
  }, [viewer.id, slot]);

  const write = useCallback(
    () => setKept(writeDraft(viewer.id, slot, latest.current, currentKey())),
    [viewer.id, slot, currentKey],
  );

  const show = useCallback(
    (next: Form) => {
      latest.current = next;
      setForm(next);
      keepLive(me, read(next) === null ? null : write);
    },
    [me, read, write],
  );

  useEffect(() => {
    if (read(latest.current) !== null && latest.current !== empty) keepLive(me, write);
    return () => keepLive(me, null);
  }, [me, read, write, empty]);

  const change = useCallback(
    (changes: Partial<Form>) => {
      show({ ...latest.current, ...changes });
      if (read(latest.current) === null) deleteDraft(viewer.id, slot);
      else write();
    },
    [viewer.id, slot, read, show, write],
  );

  const forget = useCallback(() => {
    deleteDraft(viewer.id, slot);
    keepLive(me, null);
    key.current = newOnceKey();
    setRestored(false);
  }, [viewer.id, slot, me]);

  const discard = useCallback(() => {
    forget();
    show(empty);
  }, [forget, show, empty]);

  const [once] = useState<OnceKey>(() => ({
    current: currentKey,
    renew() {
      key.current = newOnceKey();
      if (readDraft(viewer.id, slot) !== null) writeDraft(viewer.id, slot, latest.current, key.current);
    },
  }));

  async function settleLeft(act: typeof takeLeftDraft | typeof discardLeftDraft) {
    // It may have been opened again meanwhile: what a living tab writes is its own.
    await lookForOthers();
    if (leftBy !== null) act(viewer.id, leftBy, slot);
    const taken = read(readDraft(viewer.id, slot));
    if (taken) {
      key.current = readOnceKey(viewer.id, slot);
      show(taken);
      setRestored(true);
    }
    setLeftBy(taken ? null : findLeftDraft(viewer.id, slot));
  }

  const isEmpty = form === empty || read(form) === null;
  const left =
    leftBy !== null && isEmpty
      ? { take: () => void settleLeft(takeLeftDraft), discard: () => void settleLeft(discardLeftDraft) }
      : null;
  return { form, change, restored, kept, once, left, discard, forget };
}
