import { useState } from 'react';
import { useText } from '../../locales/i18n.ts';
import { useViewer } from '../session/session-context.ts';
import { computePartial } from './compute-partial.ts';
import type { ProofAnswer } from './proof-types.ts';
import type { LookupStatement, PartialInput } from './protocol/prove-partial.ts';

/** What the use of a share needs to know of a lookup. */
export interface SharedLookup {
  id: string;
  /** What the proof is to be about: an alias, or a pseudonym with its processor. */
  sealSubject: string;
  ephemeral: string | null;
  epoch: LookupStatement['epoch'] & {
    holders: ReadonlyArray<{ index: number; admin: { id: string; name: string } }>;
  };
}

/** Computes the viewer's partial and hands it on; says on the way what is going on. */
export function useShare(lookup: SharedLookup, send: (partial: PartialInput) => Promise<boolean>) {
  const { t } = useText();
  const viewer = useViewer();
  const [phase, setPhase] = useState<'unlocking' | 'sending' | null>(null);
  const [failure, setFailure] = useState<Extract<ProofAnswer, { ok: false }> | null>(null);
  const ownIndex = lookup.epoch.holders.find(({ admin }) => admin.id === viewer.id)?.index ?? 0;

  async function use(file: File, passphrase: string): Promise<boolean> {
    const { id, sealSubject, ephemeral, epoch } = lookup;
    if (ephemeral === null) return false;
    const statement: LookupStatement = {
      id,
      aliasId: sealSubject,
      ephemeral,
      epoch: { number: epoch.number, threshold: epoch.threshold, commitments: epoch.commitments },
    };
    setFailure(null);
    setPhase('unlocking');
    const answer = await computePartial({ file, passphrase, index: ownIndex, lookup: statement });
    if (!answer.ok) {
      setFailure(answer);
      setPhase(null);
      return false;
    }
    setPhase('sending');
    const sent = await send(answer.partial);
    setPhase(null);
    return sent;
  }

  return { use, failure, ownIndex, progress: phase && t(`lookups:progress.${phase}`) };
}
