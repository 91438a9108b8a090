import { Group, Text } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import { useText } from '../locales/i18n.ts';
import { useConnected } from './connection.ts';
import classes from './offline-banner.module.css';

/** Fixed to the lower edge, so that the page does not move when the connection comes and goes. */
export function OfflineBanner() {
  const { t } = useText();
  const connected = useConnected();
  return (
    <div aria-live="polite">
      {!connected && (
        <div className={classes.banner}>
          <Group gap="sm" wrap="nowrap" justify="center">
            <IconWifiOff size={20} aria-hidden />
            <Text size="sm" fw={600}>
              {t('common:offline')}
            </Text>
          </Group>
        </div>
      )}
    </div>
  );
}
