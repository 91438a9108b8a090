import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useText } from '../../locales/i18n.ts';
import type { LeftDraft } from './use-draft.ts';

/** Says that the form was not empty to begin with, and lets its writer empty it; offers what a closed tab has left. */
export function DraftNotice({
  restored,
  kept,
  left = null,
  onDiscard,
}: {
  restored: boolean;
  kept: boolean;
  left?: LeftDraft | null;
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
  if (left) {
    return (
      <Alert color="petrol" icon={<IconHistory aria-hidden />} role="status">
        <Group justify="space-between" gap="sm">
          <Text size="sm">{t('drafts:left')}</Text>
          <Group gap="xs">
            <Button size="compact-sm" onClick={left.take}>
              {t('drafts:take')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={left.discard}>
              {t('drafts:discard')}
            </Button>
          </Group>
        </Group>
      </Alert>
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
