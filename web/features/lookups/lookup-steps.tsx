import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LookupState, ParticipationKind } from '../../graphql/operations/graphql.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatMoment } from '../../ui/hour-time.tsx';
import classes from './lookup-steps.module.css';

const LookupStepsParts = graphql(`
  fragment LookupStepsParts on Lookup {
    state
    requestedAt
    expiresAt
    requestedBy {
      id
      name
    }
    epoch {
      number
      threshold
    }
    participations {
      kind
      at
      admin {
        id
        name
      }
    }
  }
`);

type Status = 'done' | 'now' | 'later' | 'ended' | 'never';

/** How far a lookup has come: requested, approved by enough, opened; or where it ended. */
export function LookupSteps({ lookup }: { lookup: FragmentType<typeof LookupStepsParts> }) {
  const { t, language } = useText();
  const { state, requestedAt, expiresAt, requestedBy, epoch, participations } = unmask(
    LookupStepsParts,
    lookup,
  );
  const of = (kind: ParticipationKind) => participations.filter((part) => part.kind === kind);
  const needed = epoch.threshold - 1;
  const approvals = of('APPROVAL');
  const enough = approvals.length >= needed;
  const refusal = of('REFUSAL')[0];
  const opening = of('OPENING')[0];
  const ending = refusal
    ? t('lookups:step.refusedBy', { name: refusal.admin.name })
    : t('lookups:step.expired', { time: formatMoment(expiresAt, language) });

  return (
    <ol className={classes.steps} aria-label={t('lookups:step.label')}>
      <Step status="done" title={t('lookups:step.requested')}>
        {t('lookups:step.by', { name: requestedBy.name, time: formatMoment(requestedAt, language) })}
      </Step>
      <Step status={approvalStatus(state, enough)} title={t('lookups:step.approved')}>
        {approvalStatus(state, enough) === 'ended'
          ? ending
          : needed === 0
            ? t('lookups:step.noneNeeded')
            : t('lookups:step.approvals', { given: approvals.length, needed })}
      </Step>
      <Step status={openingStatus(state, enough)} title={t('lookups:step.opened')}>
        {opening
          ? t('lookups:step.by', { name: opening.admin.name, time: formatMoment(opening.at, language) })
          : openingStatus(state, enough) === 'ended'
            ? ending
            : state === 'READY'
              ? t('lookups:step.waitsFor', { name: requestedBy.name })
              : null}
      </Step>
    </ol>
  );
}

function approvalStatus(state: LookupState, enough: boolean): Status {
  if (enough) return 'done';
  return state === 'REQUESTED' ? 'now' : 'ended';
}

function openingStatus(state: LookupState, enough: boolean): Status {
  if (state === 'OPENED') return 'done';
  if (state === 'READY') return 'now';
  if (state === 'REQUESTED') return 'later';
  return enough ? 'ended' : 'never';
}

function Step({ status, title, children }: { status: Status; title: string; children: ReactNode }) {
  const { t } = useText();
  return (
    <li className={classes.step} data-status={status} aria-current={status === 'now' ? 'step' : undefined}>
      <div>
        <Text fw={600} c={status === 'later' || status === 'never' ? 'dimmed' : undefined}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`lookups:step.status.${status}`)}
        </Text>
        {children && <Text size="sm">{children}</Text>}
      </div>
    </li>
  );
}
