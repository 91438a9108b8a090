import { Alert } from '@mantine/core';
import { IconKeyOff } from '@tabler/icons-react';
import { useText } from '../../locales/i18n.ts';
import type { Setback } from '../../ui/problems.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import type { ProofAnswer } from './proof-types.ts';

interface Holder {
  index: number;
  admin: { name: string };
}

interface Props {
  /** Why no partial was computed. */
  failure: Extract<ProofAnswer, { ok: false }> | null;
  /** Why the server did not take it. */
  setback: Setback | null;
  epoch: { number: number; holders: readonly Holder[] };
  /** Which share the viewer holds. */
  ownIndex: number;
}

/** What is wrong with a share or with its contribution, in a sentence that says whose it is and what to do. */
export function ShareProblem({ failure, setback, epoch, ownIndex }: Props) {
  const { t } = useText();
  const nameOf = (index: number) => epoch.holders.find((holder) => holder.index === index)?.admin.name ?? '–';

  if (failure) {
    const index = failure.index ?? 0;
    return (
      <ProblemAlert>
        {t(`lookups:problem.${failure.problem}`, { index, name: nameOf(index), epoch: epoch.number })}
      </ProblemAlert>
    );
  }
  if (setback?.kind === 'refused' && setback.refusal.__typename === 'InvalidInputError') {
    const named = setback.refusal.issues.map(({ field }) =>
      field === 'partial' ? ownIndex : Number(/^share-(\d+)$/.exec(field)?.[1] ?? Number.NaN),
    );
    const index = named.find((one) => !Number.isNaN(one));
    if (index !== undefined) {
      return (
        <ProblemAlert>
          {t(index === ownIndex ? 'lookups:problem.own-refused' : 'lookups:problem.waiting-refused', {
            index,
            name: nameOf(index),
          })}
        </ProblemAlert>
      );
    }
  }
  return <SetbackAlert setback={setback} />;
}

function ProblemAlert({ children }: { children: string }) {
  return (
    <Alert role="alert" color="red" icon={<IconKeyOff aria-hidden />}>
      {children}
    </Alert>
  );
}
