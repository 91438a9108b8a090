import { Badge, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { type Receipt, requestReceipt } from './receipt-requests.ts';
import { type StepState, stepAnswer, stepColors, stepName } from './step-text.ts';

/** For whoever has left: what her code tells, signed out, and nothing of it in the address. */
export default function ReceiptPage() {
  const { t, language } = useText();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [receipt, setReceipt] = useState<{ found: Receipt; at: number } | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    if (code.trim() === '') {
      setProblem(t('erasure:receipt.missing'));
      return focusInvalid(currentTarget);
    }
    setBusy(true);
    setProblem(null);
    try {
      const outcome = await requestReceipt(code, language);
      if (outcome.kind === 'found') setReceipt({ found: outcome.receipt, at: Date.now() });
      else {
        setReceipt(null);
        setProblem(outcome.message);
        focusInvalid(currentTarget);
      }
    } catch {
      setProblem(t('erasure:receipt.problem'));
      focusInvalid(currentTarget);
    }
    setBusy(false);
  }

  return (
    <>
      <PageHeading title={t('erasure:receipt.title')} lead={t('erasure:receipt.lead')} />
      <Stack gap="lg">
        <Card withBorder padding="lg">
          <form onSubmit={submit} noValidate>
            <Stack>
              <TextInput
                label={t('erasure:receipt.label')}
                description={t('erasure:receipt.help')}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={60}
                value={code}
                error={problem}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
              <Group>
                <Button type="submit" loading={busy}>
                  {t('erasure:receipt.show')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Card>
        {receipt && <Standing key={receipt.at} receipt={receipt.found} />}
      </Stack>
    </>
  );
}

function Standing({ receipt }: { receipt: Receipt }) {
  const { t, language } = useText();
  const { state, startsOn, finishedOn, steps } = receipt;
  const [title, text] =
    state === 'COOLING_OFF'
      ? [
          t('erasure:receipt.startsOn', { date: formatDay(startsOn, language) }),
          t('erasure:receipt.waitingText'),
        ]
      : state === 'DONE'
        ? [
            t('erasure:receipt.finishedOn', { date: formatDay(finishedOn ?? startsOn, language) }),
            t('erasure:receipt.doneText'),
          ]
        : [t('erasure:receipt.running'), t('erasure:receipt.runningText')];
  return (
    <>
      <OutcomeAlert title={title} color={state === 'DONE' ? 'green' : 'petrol'}>
        {text}
      </OutcomeAlert>
      {steps.length > 0 && (
        <Card component="section" withBorder padding="lg" aria-labelledby="erasure-steps">
          <Title order={2} size="h3" id="erasure-steps" mb="md">
            {t('erasure:receipt.steps')}
          </Title>
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
            {steps.map((step) => (
              <li key={step.name}>
                <Group justify="space-between" gap="xs" align="flex-start">
                  <Text size="sm">{stepName(step.name, t)}</Text>
                  <StepBadge state={step.state} />
                </Group>
                {step.answer && (
                  <Text size="sm" c="dimmed">
                    {stepAnswer(step.answer, t, language)}
                  </Text>
                )}
              </li>
            ))}
          </Stack>
        </Card>
      )}
    </>
  );
}

/** How a step stands, in a word. What needs an admin's hand is, to her, still under way. */
function StepBadge({ state }: { state: string }) {
  const { t } = useText();
  const shown = (state === 'REFUSED' ? 'WAITING' : state) as StepState;
  return (
    <Badge variant="light" tt="none" radius="sm" color={stepColors[shown] ?? 'gray'}>
      {t(`erasure:stepState.${shown}`)}
    </Badge>
  );
}
