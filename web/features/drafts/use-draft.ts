import { useCallback, useRef, useState } from 'react';
import { useViewer } from '../session/session-context.ts';
import { type DraftSlot, deleteDraft, readDraft, writeDraft } from './draft-store.ts';

interface Draft<Form> {
  form: Form;
  change(changes: Partial<Form>): void;
  /** The form began with what was typed before a reload or an ended session. */
  restored: boolean;
  /** False when the browser keeps nothing: then what is typed lives only as long as the page. */
  kept: boolean;
  /** Empties the form and forgets what was stored. */
  discard(): void;
  /** Forgets what was stored, when it has been posted. */
  forget(): void;
}

/**
 * A form whose every change is written to this browser at once, under the viewer's id. Written in the change itself
 * and never later: a write after sign-out would put back what sign-out has just deleted.
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
  const [restored, setRestored] = useState(initial !== null);
  const [kept, setKept] = useState(true);

  const change = useCallback(
    (changes: Partial<Form>) => {
      const next = { ...latest.current, ...changes };
      latest.current = next;
      setForm(next);
      if (read(next) === null) deleteDraft(viewer.id, slot);
      else setKept(writeDraft(viewer.id, slot, next));
    },
    [viewer.id, slot, read],
  );

  const forget = useCallback(() => {
    deleteDraft(viewer.id, slot);
    setRestored(false);
  }, [viewer.id, slot]);

  const discard = useCallback(() => {
    forget();
    latest.current = empty;
    setForm(empty);
  }, [forget, empty]);

  return { form, change, restored, kept, discard, forget };
}
