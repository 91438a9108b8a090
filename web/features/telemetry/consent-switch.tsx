import { Alert, Badge, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { FindConsentsQuery } from '../../graphql/physician/graphql.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';

const SetTelemetryConsent = graphql(`
  mutation SetTelemetryConsent($processor: Processor!, $agreed: Boolean!) {
    setTelemetryConsent(processor: $processor, agreed: $agreed) {
      __typename
      ... on TelemetryConsent {
        processor
        configured
        agreed
        outdated
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

interface Props {
  description: FindConsentsQuery['processors'][number];
  consent: FindConsentsQuery['telemetryConsents'][number];
}

/** What one processor would get with and without her yes, and the switch. Off can always be chosen. */
export function ConsentSwitch({ description, consent }: Props) {
  const { t, language } = useText();
  const { run, busy, setback } = useCommand(SetTelemetryConsent, 'setTelemetryConsent');
  const [saved, setSaved] = useState<'changed' | 'withdrawn' | null>(null);
  const heading = useId();
  const { name, processor, purpose, withConsent, withoutConsent } = description;
  const state = !consent.configured ? 'notConfigured' : consent.agreed ? 'on' : 'off';

  async function choose(agreed: boolean) {
    setSaved(null);
    const changed = await run({ processor, agreed });
    if (!changed) return;
    setSaved(changed.agreed ? 'changed' : 'withdrawn');
  }

  return (
    <Stack component="section" gap="xs" aria-labelledby={heading}>
      <Group gap="sm">
        <Title order={3} id={heading} size="h4">
          {name}
        </Title>
        <Badge
          tt="none"
          radius="sm"
          variant={state === 'on' ? 'filled' : 'light'}
          color={state === 'on' ? 'petrol' : 'gray'}
        >
          {t(`telemetry:state.${state}`)}
        </Badge>
      </Group>
      <Text size="sm">{purpose[language]}</Text>
      <Text size="sm">
        <strong>{t('telemetry:without')}</strong> {withoutConsent[language]}
      </Text>
      <Text size="sm">
        <strong>{t('telemetry:with')}</strong> {withConsent[language]}
      </Text>
      {consent.outdated && (
        <Alert color="orange" p="sm">
          {t('telemetry:outdated')}
        </Alert>
      )}
      <Switch
        mt={4}
        size="md"
        checked={consent.agreed}
        disabled={busy || (!consent.configured && !consent.agreed)}
        label={t('telemetry:allow', { name })}
        onChange={(event) => void choose(event.currentTarget.checked)}
      />
      <SetbackAlert setback={setback} />
      <Text size="sm" c="dimmed" role="status">
        {saved && t(`telemetry:${saved}`, { name })}
      </Text>
    </Stack>
  );
}
