import { useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconDownload, IconLock, IconPackageExport, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { OwnDataExportQuery } from '../../graphql/physician/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatHour } from '../../ui/hour-time.tsx';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { DiscardDataExport, OwnDataExport, RequestDataExport, UnlockDataExport } from './export-documents.ts';
import { PasswordDialog } from './password-dialog.tsx';

const askEveryMs = 2000;

type DataExport = NonNullable<OwnDataExportQuery['myDataExport']>;

/** Everything that is kept about the viewer, as one archive. */
export function DataExportSection() {
  const { t } = useText();
  const { data, error, refetch, startPolling, stopPolling } = useQuery(OwnDataExport, {
    fetchPolicy: 'cache-and-network',
  });
  const request = useCommand(RequestDataExport, 'requestDataExport');
  const unlock = useCommand(UnlockDataExport, 'unlockDataExport');
  const discard = useCommand(DiscardDataExport, 'discardDataExport');
  const [asking, setAsking] = useState<'request' | 'unlock' | null>(null);
  const [discarded, setDiscarded] = useState(false);
  const found = data?.myDataExport ?? null;
  const underWay = found?.state === 'WAITING' || found?.state === 'MAKING';

  useEffect(() => {
    if (underWay) startPolling(askEveryMs);
    return () => stopPolling();
  }, [underWay, startPolling, stopPolling]);

  const command = asking === 'unlock' ? unlock : request;
  const ask = (what: 'request' | 'unlock') => {
    command.clear();
    setDiscarded(false);
    setAsking(what);
  };

  async function withPassword(password: string): Promise<boolean> {
    const done = await command.run({ password });
    if (done) await refetch();
    return done !== null;
  }

  async function throwAway() {
    if (!(await discard.run({}))) return;
    await refetch();
    setDiscarded(true);
  }

  return (
    <SettingsSection id="data-export" title={t('dataExport:title')}>
      <Text>{t('dataExport:text')}</Text>
      <Text size="sm">{t('dataExport:warning')}</Text>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {discarded && <OutcomeAlert>{t('dataExport:discarded')}</OutcomeAlert>}
      {found?.state === 'FAILED' && (
        <Alert color="red" role="alert">
          {t('dataExport:failed')}
        </Alert>
      )}
      {found && underWay && <UnderWay found={found} />}
      {found?.state === 'READY' && <Ready found={found} />}
      <SetbackAlert setback={discard.setback} />
      <Group>
        {found?.state === 'READY' && found.downloadable && (
          <Button
            component="a"
            href={`/exports/${found.id}`}
            download
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('dataExport:download')}
          </Button>
        )}
        {found?.state === 'READY' && !found.downloadable && (
          <Button leftSection={<IconLock size={18} aria-hidden />} onClick={() => ask('unlock')}>
            {t('dataExport:unlock')}
          </Button>
        )}
        {data && !underWay && (
          <Button
            variant={found?.state === 'READY' ? 'default' : 'filled'}
            leftSection={<IconPackageExport size={18} aria-hidden />}
            onClick={() => ask('request')}
          >
            {t(found?.state === 'READY' ? 'dataExport:askAgain' : 'dataExport:ask')}
          </Button>
        )}
        {found?.state === 'READY' && (
          <Button
            variant="default"
            loading={discard.busy}
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={throwAway}
          >
            {t('dataExport:discard')}
          </Button>
        )}
      </Group>
      <PasswordDialog
        opened={asking !== null}
        onClose={() => setAsking(null)}
        busy={command.busy}
        setback={command.setback}
        onPassword={withPassword}
      />
    </SettingsSection>
  );
}

function UnderWay({ found }: { found: DataExport }) {
  const { t } = useText();
  const { stepsDone, stepsInAll, state } = found;
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('dataExport:making')}</Text>
      <Progress.Root size="lg">
        <Progress.Section
          // Something of the bar is to be seen from the start.
          value={Math.max(2, (100 * stepsDone) / stepsInAll)}
          animated
          aria-label={t('dataExport:making')}
        />
      </Progress.Root>
      <Text size="sm">
        {state === 'WAITING'
          ? t('dataExport:waiting')
          : t('dataExport:step', { done: stepsDone, all: stepsInAll })}
      </Text>
    </Stack>
  );
}

function Ready({ found }: { found: DataExport }) {
  const { t, language } = useText();
  const until = found.expiresAt ? formatHour(found.expiresAt, language) : '';
  return (
    <Alert color="petrol" role="status" title={t('dataExport:ready')}>
      {found.downloadable ? t('dataExport:readyText', { until }) : t('dataExport:locked')}
    </Alert>
  );
}
