import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useText } from '../../locales/i18n.ts';

/** Says that the form was not empty to begin with, and lets her empty it. */
export function DraftNotice({
  restored,
  kept,
  onDiscard,
}: {
  restored: boolean;
  kept: boolean;
  onDiscard(): void;
}) {
  const { t } = useText();
  if (!kept) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('drafts:notKept')}
      </Text>
    );
  }
  if (!restored) return null;
  return (
    <Alert color="petrol" icon={<IconHistory aria-hidden />} role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('drafts:restored')}</Text>
        <Button size="compact-sm" variant="default" onClick={onDiscard}>
          {t('drafts:discard')}
        </Button>
      </Group>
    </Alert>
  );
}
