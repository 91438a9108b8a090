import { Button, Group, Loader, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconWifiOff } from '@tabler/icons-react';
import { useText } from '../../../locales/i18n.ts';
import type { Transfer } from './post-image.ts';

/** How far a file has come on its way to the server, and what to do where it went wrong. */
export function TransferLine({ transfer, onRetry }: { transfer: Transfer; onRetry(): void }) {
  const { t } = useText();
  switch (transfer.phase) {
    case 'sending': {
      const percent = Math.round(transfer.share * 100);
      return (
        <div>
          <Progress value={percent} aria-label={t('images:transfer.progress')} mb={4} />
          <Text size="sm" c="dimmed">
            {t('images:transfer.sending', { percent })}
          </Text>
        </div>
      );
    }
    case 'preparing':
      return (
        <Group gap={6} wrap="nowrap" role="status">
          <Loader size={15} aria-hidden />
          <Text size="sm">{t('images:transfer.preparing')}</Text>
        </Group>
      );
    case 'waiting':
      return (
        <Group gap={6} wrap="nowrap" role="status">
          <IconWifiOff size={17} aria-hidden />
          <Text size="sm">{t('images:transfer.waiting')}</Text>
        </Group>
      );
    case 'stored':
      return (
        <Group gap={6} wrap="nowrap" c="green">
          <IconCircleCheck size={17} aria-hidden />
          <Text size="sm">{t('images:transfer.stored')}</Text>
        </Group>
      );
    case 'refused':
      return (
        <Text size="sm" c="red" role="alert">
          {transfer.message || t('images:transfer.refused')}
        </Text>
      );
    case 'failed':
      return (
        <Group gap="xs" role="alert">
          <Group gap={6} wrap="nowrap" c="red">
            <IconAlertTriangle size={17} aria-hidden />
            <Text size="sm">{t(`images:transfer.${transfer.reason}`)}</Text>
          </Group>
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('images:transfer.retry')}
          </Button>
        </Group>
      );
  }
}
