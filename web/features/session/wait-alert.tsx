import { Alert, Stack, Text } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import type { Wait } from './use-wait.ts';

/** How long a sign-in has to wait, and what helps. */
export function WaitAlert({ wait: { seconds } }: { wait: Wait }) {
  const { t } = useText();
  if (seconds === 0) return null;
  const left =
    seconds < 60
      ? t('session:wait', { count: seconds })
      : t('session:waitMinutes', { count: Math.ceil(seconds / 60) });
  return (
    <Alert color="yellow">
      <Stack gap="xs">
        {/* Read aloud when it appears, not each second. */}
        <Text role="timer" aria-live="off">
          {left}
        </Text>
        <Text size="sm" role="status">
          {t('session:waitHelp')}
        </Text>
      </Stack>
    </Alert>
  );
}
