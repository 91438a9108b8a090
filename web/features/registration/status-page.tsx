import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconHourglass, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../locales/i18n.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { useSession, useViewer } from '../session/session-context.ts';

/** All that an account sees before its licence is verified. */
export function StatusPage() {
  const { t } = useText();
  const viewer = useViewer();
  const { refresh } = useSession();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<'still' | 'failed' | null>(null);

  async function check() {
    setBusy(true);
    try {
      await refresh();
      setAsked('still');
    } catch {
      setAsked('failed');
    }
    setBusy(false);
  }

  const refused = viewer.status === 'REFUSED';
  return (
    <>
      <PageHeading
        title={t(refused ? 'registration:status.refusedTitle' : 'registration:status.waitingTitle')}
        lead={t('registration:status.account', { name: viewer.name, email: viewer.email })}
      />
      <Stack align="flex-start">
        <Alert
          color={refused ? 'red' : 'petrol'}
          icon={refused ? <IconX aria-hidden /> : <IconHourglass aria-hidden />}
        >
          {t(refused ? 'registration:status.refusedText' : 'registration:status.waitingText')}
        </Alert>
        {!refused && (
          <Button variant="default" loading={busy} onClick={check}>
            {t('registration:status.check')}
          </Button>
        )}
        <Text role="status" c="dimmed" size="sm" mih="1.5em">
          {asked && t(`registration:status.${asked}`)}
        </Text>
      </Stack>
    </>
  );
}
