import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useText } from '../locales/i18n.ts';
import { problemKindOf, requestIdOf } from './problems.ts';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** A request that failed: what happened, what to do, and the id to quote. */
export function ErrorState({ error, onRetry }: Props) {
  const { t } = useText();
  const kind = problemKindOf(error);
  const requestId = kind === 'busy' ? null : requestIdOf(error);
  return (
    <Alert
      role="alert"
      color={kind === 'server' ? 'red' : 'orange'}
      icon={kind === 'unreachable' ? <IconPlugConnectedX aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={t(`common:problem.${kind}.title`)}
      my="md"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(`common:problem.${kind}.text`)}</Text>
        {requestId && (
          <Text size="sm">
            {t('common:problem.requestId')} <Code>{requestId}</Code>
          </Text>
        )}
        {onRetry && (
          <Button variant="default" size="sm" onClick={onRetry}>
            {t('common:retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
