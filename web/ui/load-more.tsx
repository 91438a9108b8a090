import { Button, Center } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../locales/i18n.ts';
import { ErrorState } from './error-state.tsx';

interface Props {
  /** Whether the connection has a further page. */
  hasMore: boolean;
  busy: boolean;
  /** Fetches it. A rejection is shown here, with the button to try again. */
  onMore(): Promise<unknown>;
}

/** The next page of a connection. */
export function LoadMore({ hasMore, busy, onMore }: Props) {
  const { t } = useText();
  const [failure, setFailure] = useState<unknown>(null);
  if (!hasMore) return null;

  async function more() {
    setFailure(null);
    await onMore().catch(setFailure);
  }

  return (
    <>
      {failure !== null && <ErrorState error={failure} />}
      <Center mt="lg">
        <Button variant="default" loading={busy} onClick={more}>
          {t('common:loadMore')}
        </Button>
      </Center>
    </>
  );
}
