import { Text } from '@mantine/core';
import type { Visibility } from '../../graphql/physician/graphql.ts';
import { useText } from '../../locales/i18n.ts';

/** What stands where a text is gone. By moderation and by the author are told apart; who it was is not. */
export function Tombstone({ visibility, isMine }: { visibility: Visibility; isMine: boolean }) {
  const { t } = useText();
  if (visibility === 'DELETED') {
    return (
      <Text c="dimmed" fs="italic">
        {t('consultations:tombstone.deleted')}
      </Text>
    );
  }
  return (
    <Text c="dimmed" fs="italic">
      {t(isMine ? 'consultations:tombstone.withdrawnByMe' : 'consultations:tombstone.withdrawn')}
    </Text>
  );
}
