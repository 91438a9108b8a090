import { useApolloClient } from '@apollo/client/react';
import { Badge, Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { ErasureCardPartsFragment, ErasureState } from '../../graphql/operations/graphql.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { Facts } from '../../ui/facts.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { exactTime } from './exact-time.ts';
import { CountRefusedErasures } from './refused-count.tsx';
import { stepAnswer, stepColors, stepName } from './step-text.ts';

const ErasureCardParts = graphql(`
  fragment ErasureCardParts on Erasure {
    id
    cause
    state
    startsAt
    finishedOn
    awaitsApproval {
      member
      isMine
    }
    steps {
      name
      state
      attempts
      answer
      nextTry
    }
  }
`);

const ApproveErasure = graphql(`
  mutation ApproveErasure($erasureId: ID!) {
    approveErasure(erasureId: $erasureId) {
      __typename
      ... on Erasure {
        id
        ...ErasureCardParts
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

const RetryErasureStep = graphql(`
  mutation RetryErasureStep($erasureId: ID!, $step: String!) {
    retryErasureStep(erasureId: $erasureId, step: $step) {
      __typename
      ... on Erasure {
        id
        ...ErasureCardParts
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

type Step = ErasureCardPartsFragment['steps'][number];

const colors: Record<ErasureState, string> = { COOLING_OFF: 'gray', RUNNING: 'orange', DONE: 'green' };

const isLeft = ({ state }: Step) => state !== 'DONE' && state !== 'NOT_APPLICABLE';

/** One erasure: what is left of it, and on demand all of it. */
export function ErasureCard({ erasure }: { erasure: FragmentType<typeof ErasureCardParts> }) {
  const { t, language } = useText();
  const { id, cause, state, startsAt, finishedOn, awaitsApproval, steps } = unmask(ErasureCardParts, erasure);
  const [all, setAll] = useState(false);
  const left = steps.filter(isLeft);
  const shown = all ? steps : left;
  const day = finishedOn ? formatDay(finishedOn, language) : null;
  const begins = {
    label: awaitsApproval
      ? t('erasure:approval.lapses')
      : state === 'COOLING_OFF'
        ? t('erasure:list.starts')
        : t('erasure:list.started'),
  };
  return (
    <Card component="article" withBorder padding="lg" aria-labelledby={`erasure-${id}`}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs" align="flex-start">
          <Title order={2} size="h5" id={`erasure-${id}`} style={{ overflowWrap: 'anywhere' }}>
            <Code fz="inherit" translate="no">
              {id}
            </Code>
          </Title>
          <Badge variant="light" tt="none" radius="sm" color={colors[state]}>
            {awaitsApproval ? t('erasure:approval.state') : t(`erasure:state.${state}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t(`erasure:cause.${cause}`)}
        </Text>
        <Facts
          facts={[
            day
              ? { label: t('erasure:list.finished'), value: day }
              : { ...begins, value: exactTime(startsAt, language) },
          ]}
        />
        {awaitsApproval && <Approval erasureId={id} {...awaitsApproval} />}
        {state === 'RUNNING' && <Text size="sm">{t('erasure:list.left', { count: left.length })}</Text>}
        {shown.length > 0 && (
          <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
            {shown.map((step) => (
              <StepItem key={step.name} erasureId={id} step={step} />
            ))}
          </Stack>
        )}
        {steps.length > 0 && (
          <Group>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-expanded={all}
              onClick={() => setAll((before) => !before)}
            >
              {t(all ? 'erasure:list.fewerSteps' : 'erasure:list.allSteps')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

/** For the second admin: whom it is about, and her agreement. */
function Approval({ erasureId, member, isMine }: { erasureId: string; member: string; isMine: boolean }) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(ApproveErasure, 'approveErasure');
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t(isMine ? 'erasure:approval.mine' : 'erasure:approval.text', { name: member })}</Text>
      {!isMine && (
        <Button color="red.8" loading={busy} onClick={() => void run({ erasureId })}>
          {t('erasure:approval.approve')}
        </Button>
      )}
      <SetbackAlert setback={setback} />
    </Stack>
  );
}

function StepItem({ erasureId, step }: { erasureId: string; step: Step }) {
  const { t, language } = useText();
  const client = useApolloClient();
  const { run, busy, setback } = useCommand(RetryErasureStep, 'retryErasureStep');
  const { name, state, attempts, answer, nextTry } = step;

  async function retry() {
    if (await run({ erasureId, step: name })) {
      await client.refetchQueries({ include: [CountRefusedErasures] }).catch(() => undefined);
    }
  }

  const failing = state === 'REFUSED' || (state === 'WAITING' && attempts > 0);
  return (
    <li>
      <Group justify="space-between" gap="xs" align="flex-start">
        <Text size="sm" fw={500}>
          {stepName(name, t)}
        </Text>
        <Badge variant="light" tt="none" radius="sm" color={stepColors[state] ?? 'gray'}>
          {t(`erasure:stepState.${state}`)}
        </Badge>
      </Group>
      {answer && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {failing && `${t('erasure:list.answered')} `}
          {stepAnswer(answer, t, language)}
        </Text>
      )}
      {failing && (
        <Text size="sm" c="dimmed">
          {[
            t('erasure:list.attempts', { count: attempts }),
            nextTry ? t('erasure:list.nextTry', { time: exactTime(nextTry, language) }) : null,
          ]
            .filter((part) => part !== null)
            .join(', ')}
        </Text>
      )}
      {failing && (
        <Button
          mt={6}
          size="compact-sm"
          variant="default"
          loading={busy}
          aria-label={t('erasure:list.retryStep', { step: stepName(name, t) })}
          onClick={() => void retry()}
        >
          {t('erasure:list.retry')}
        </Button>
      )}
      <SetbackAlert setback={setback} />
    </li>
  );
}
