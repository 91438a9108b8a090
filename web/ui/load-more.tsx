import { Button, Center } from '@mantine/core';
import { useText } from '../locales/i18n.ts';

interface Props {
  /** Whether the connection has a further page. */
  hasMore: boolean;
  busy: boolean;
  onMore(): void;
}

/** The next page of a connection. */
export function LoadMore({ hasMore, busy, onMore }: Props) {
  const { t } = useText();
  if (!hasMore) return null;
  return (
    <Center mt="lg">
      <Button variant="default" loading={busy} onClick={onMore}>
        {t('common:loadMore')}
      </Button>
    </Center>
  );
}
