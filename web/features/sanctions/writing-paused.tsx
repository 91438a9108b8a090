import { Alert, Text } from '@mantine/core';
import { IconPencilOff } from '@tabler/icons-react';
import { useText } from '../../locales/i18n.ts';
import { formatHour } from '../../ui/hour-time.tsx';
import { useOwnNotices } from './use-own-notices.ts';

/** On a form: that it cannot be sent now. The form stays, and with it what she has typed. */
export function WritingPaused() {
  const { t, language } = useText();
  const { sanctions } = useOwnNotices();
  // The one that ends last comes first.
  const suspension = sanctions.find(({ kind }) => kind === 'SUSPENSION');
  if (!suspension) return null;
  return (
    <Alert
      color="orange"
      icon={<IconPencilOff aria-hidden />}
      title={t('sanctions:formTitle', { until: formatHour(suspension.until, language) })}
    >
      <Text size="sm">{t('sanctions:formText')}</Text>
    </Alert>
  );
}
