import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../../locales/i18n.ts';
import {
  type DraftSlot,
  deleteDraft,
  onDraftTaken,
  readDraft,
  writeDraft,
} from '../../drafts/draft-store.ts';
import { useSession, useViewer } from '../../session/session-context.ts';
import type { ExportedImage } from '../editor/render-image.ts';
import {
  type ConsentForm,
  countLapsed,
  mayDiscardForm,
  moved,
  type PostImage,
  readImages,
  storable,
  type Transfer,
} from './post-image.ts';
import { type SendOutcome, sendFile } from './send-file.ts';

type Details = Partial<Pick<PostImage, 'alt' | 'consent' | 'sensitive' | 'again' | 'form'>>;

export interface ImageList {
  images: readonly PostImage[];
  /** How many there were that had waited for their post too long. */
  lapsed: number;
  forgetLapsed(): void;
  /** Puts it at the end, and sends it. */
  add(exported: ExportedImage): void;
  change(key: string, details: Details): void;
  move(key: string, by: -1 | 1): void;
  /** Takes it and its form away here and, where they got there, on the server. */
  remove(key: string): void;
  /** Sends again what failed. */
  retry(key: string): void;
  /** In place of the one before, which is thrown away. */
  attachForm(key: string, file: Blob, name: string): void;
  /** A form that another image stands on already, for this one too. */
  shareForm(key: string, form: ConsentForm): void;
  retryForm(key: string): void;
  /** Forgets all of them: they have been posted. */
  forget(): void;
  /** Takes all of them away. */
  discard(): void;
}

interface ImageServer {
  /** Tells it that a stored image or form is not wanted. */
  discardUpload(id: string): void;
  /** Has the physician sign in again where her session has ended. */
  renewSession(): Promise<void>;
  /** Asks the physician to accept the terms. @returns whether she did. */
  settleTerms(): Promise<boolean>;
}

interface Sending {
  body: Blob;
  uploadId: string;
  stop: AbortController;
}

/**
 * The images of one post that is being written. Each is sent as soon as it is there. What the server holds is kept
 * in this browser like the draft of the text, in a slot of its own: an image that arrives must not touch the text
 * that is being typed meanwhile.
 */
export function useImageList(
  slot: Extract<DraftSlot, `images.${string}`>,
  { discardUpload, renewSession, settleTerms }: ImageServer,
): ImageList {
  const viewer = useViewer();
  const { markerOf } = useSession();
  const { language } = useText();
  const [images, setImages] = useState<readonly PostImage[]>(() =>
    readImages(readDraft(viewer.id, slot), Date.now()),
  );
  const [lapsed, setLapsed] = useState(() => countLapsed(readDraft(viewer.id, slot), Date.now()));
  const latest = useRef(images);
  /** Of an image under its key, of its form under 'form ' and its key. */
  const sendings = useRef(new Map<string, Sending>());
  const leaving = useRef(false);
  const kept = useRef(JSON.stringify(storable(images)));

  const update = useCallback(
    (next: readonly PostImage[]) => {
      // A late answer must not put back what sign-out has deleted.
      if (leaving.current) return;
      latest.current = next;
      setImages(next);
      const stored = storable(next);
      // Not at every step of a progress bar.
      if (JSON.stringify(stored) === kept.current) return;
      kept.current = JSON.stringify(stored);
      if (stored.images.length === 0) deleteDraft(viewer.id, slot);
      else writeDraft(viewer.id, slot, stored);
    },
    [viewer.id, slot],
  );

  const set = useCallback(
    (key: string, changes: Partial<PostImage>) =>
      update(latest.current.map((image) => (image.key === key ? { ...image, ...changes } : image))),
    [update],
  );

  useEffect(() => {
    leaving.current = false;
    const under = sendings.current;
    return () => {
      leaving.current = true;
      for (const { stop } of under.values()) stop.abort();
    };
  }, []);

  useEffect(
    () =>
      onDraftTaken(() => {
        if (latest.current.length === 0) update(readImages(readDraft(viewer.id, slot), Date.now()));
      }),
    [update, viewer.id, slot],
  );

  const send = useCallback(
    async (
      name: string,
      path: '/images' | '/images/forms',
      { body, uploadId }: Pick<Sending, 'body' | 'uploadId'>,
      show: (transfer: Transfer) => void,
    ) => {
      const stop = new AbortController();
      sendings.current.set(name, { body, uploadId, stop });
      show({ phase: 'sending', share: 0 });
      try {
        const options = {
          path,
          body,
          uploadId,
          language,
          drawnFor: () => markerOf(viewer.id),
          signal: stop.signal,
          onProgress: (share: number) => show({ phase: 'sending', share }),
          onArrived: () => show({ phase: 'preparing' }),
          onWaiting: () => show({ phase: 'waiting' }),
        };
        let outcome = await sendFile(options);
        if (outcome.kind === 'signed-out') {
          await renewSession();
          outcome = await sendFile(options);
        }
        if (outcome.kind === 'terms' && (await settleTerms())) outcome = await sendFile(options);
        if (outcome.kind === 'stored') sendings.current.delete(name);
        show(transferOf(outcome));
      } catch {
        // Stopped: nobody waits for it any more.
      }
    },
    [language, markerOf, viewer.id, renewSession, settleTerms],
  );

  const sendImage = useCallback(
    (key: string, sending: Pick<Sending, 'body' | 'uploadId'>) =>
      void send(key, '/images', sending, (transfer) =>
        set(key, transfer.phase === 'stored' ? { transfer, storedAt: Date.now() } : { transfer }),
      ),
    [send, set],
  );

  const sendForm = useCallback(
    (key: string, name: string, sending: Pick<Sending, 'body' | 'uploadId'>) =>
      void send(`form ${key}`, '/images/forms', sending, (transfer) =>
        set(key, { form: { name, transfer } }),
      ),
    [send, set],
  );

  const stopSending = (name: string) => {
    sendings.current.get(name)?.stop.abort();
    sendings.current.delete(name);
  };

  const find = (key: string) => latest.current.find((one) => one.key === key);

  const discardStored = (transfer: Transfer | undefined) => {
    if (transfer?.phase === 'stored') discardUpload(transfer.id);
  };

  const discardForm = (key: string) => {
    if (mayDiscardForm(latest.current, key)) discardStored(find(key)?.form?.transfer);
  };

  function remove(key: string) {
    const image = find(key);
    stopSending(key);
    stopSending(`form ${key}`);
    discardStored(image?.transfer);
    discardForm(key);
    update(latest.current.filter((one) => one.key !== key));
  }

  return {
    images,
    lapsed,
    forgetLapsed() {
      setLapsed(0);
      kept.current = '';
      update(latest.current);
    },
    add({ blob, thumbnail }) {
      const key = crypto.randomUUID();
      const image: PostImage = {
        key,
        transfer: { phase: 'sending', share: 0 },
        thumbnail,
        alt: '',
        consent: null,
        form: null,
        sensitive: false,
        again: false,
        storedAt: 0,
      };
      update([...latest.current, image]);
      sendImage(key, { body: blob, uploadId: crypto.randomUUID() });
    },
    change: set,
    move: (key, by) => update(moved(latest.current, key, by)),
    remove,
    retry(key) {
      const sending = sendings.current.get(key);
      if (sending) sendImage(key, sending);
    },
    attachForm(key, file, name) {
      stopSending(`form ${key}`);
      discardForm(key);
      sendForm(key, name, { body: file, uploadId: crypto.randomUUID() });
    },
    shareForm(key, form) {
      stopSending(`form ${key}`);
      discardForm(key);
      set(key, { form });
    },
    retryForm(key) {
      const sending = sendings.current.get(`form ${key}`);
      const form = find(key)?.form;
      if (sending && form) sendForm(key, form.name, sending);
    },
    forget: () => update([]),
    discard() {
      for (const { key } of latest.current) remove(key);
    },
  };
}

function transferOf(outcome: SendOutcome): Transfer {
  switch (outcome.kind) {
    case 'stored':
      return { phase: 'stored', id: outcome.file.id };
    case 'refused':
      return { phase: 'refused', message: outcome.message };
    default:
      return { phase: 'failed', reason: outcome.kind };
  }
}
