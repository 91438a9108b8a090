import { useEffect, useState } from 'react';
import type { Finding } from '../../generated/patient-identifiers/finding.ts';
import {
  type CheckedText,
  type Confirmation,
  type FieldFinding,
  isConfirmed,
  passagesToConfirm,
  reachVerdict,
  type Verdict,
} from './verdict.ts';

type Find = (text: string) => Finding[];

let loading: Promise<Find> | null = null;

/** The rules come as a chunk of their own, since most visits read and do not write. A failed load is tried again. */
function loadRules(): Promise<Find> {
  loading ??= import('../../generated/patient-identifiers/find-identifiers.ts').then(
    ({ findIdentifiers }) => findIdentifiers,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

function checkTexts(find: Find, texts: readonly CheckedText[]): FieldFinding[] {
  return texts.flatMap(({ field, text }) => find(text).map((finding) => ({ ...finding, field, text })));
}

const pauseMs = 300;
const nothing: readonly FieldFinding[] = [];
const unconfirmed: Confirmation = { passages: [], reason: '' };

export interface IdentifierCheck extends Verdict {
  /** In the order of the fields and of their texts; at most 300 ms older than what is typed. */
  findings: readonly FieldFinding[];
  /** The rules could not be loaded. Then nothing may be published: an unchecked text would leave the browser. */
  unavailable: boolean;
  /** She has ticked that what is likely is harmless; `override` also wants the reason. */
  confirmed: boolean;
  reason: string;
  /** She has tried to send what may not be sent yet: what is missing is said at its place. */
  tried: boolean;
  setConfirmed(confirmed: boolean): void;
  setReason(reason: string): void;
  /** Checks the texts of this render at once, without the pause. Ask this on submit, before anything is sent. */
  settle(): Promise<Verdict>;
}

/**
 * Looks for patient identifiers in what is being typed. Everything happens in this browser: nothing of the texts is
 * sent, stored or logged.
 */
export function useIdentifierCheck(texts: readonly CheckedText[]): IdentifierCheck {
  const [findings, setFindings] = useState(nothing);
  const [unavailable, setUnavailable] = useState(false);
  const [confirmation, setConfirmation] = useState(unconfirmed);
  const [tried, setTried] = useState(false);
  const written = JSON.stringify(texts.map(({ field, text }) => ({ field, text })));

  useEffect(() => {
    const typed = JSON.parse(written) as CheckedText[];
    const isEmpty = typed.every(({ text }) => text.trim() === '');
    let isCurrent = true;
    const timer = setTimeout(
      () => {
        if (isEmpty) return setFindings(nothing);
        loadRules().then(
          (find) => {
            if (!isCurrent) return;
            setFindings(checkTexts(find, typed));
            setUnavailable(false);
          },
          () => isCurrent && setUnavailable(true),
        );
      },
      isEmpty ? 0 : pauseMs,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [written]);

  const shown = reachVerdict(findings, confirmation);
  return {
    ...shown,
    blocked: shown.blocked || unavailable,
    mayPublish: shown.mayPublish && !unavailable,
    findings,
    unavailable,
    confirmed: isConfirmed(findings, confirmation),
    reason: confirmation.reason,
    tried,
    setConfirmed(confirmed) {
      const passages = confirmed ? passagesToConfirm(findings) : [];
      setConfirmation((previous) => ({ ...previous, passages }));
    },
    setReason(reason) {
      setConfirmation((previous) => ({ ...previous, reason }));
    },
    async settle() {
      try {
        const now = checkTexts(await loadRules(), texts);
        setFindings(now);
        setUnavailable(false);
        const verdict = reachVerdict(now, confirmation);
        setTried(!verdict.mayPublish);
        return verdict;
      } catch {
        setUnavailable(true);
        return { blocked: true, override: null, mayPublish: false };
      }
    },
  };
}
