import { useQuery } from '@apollo/client/react';
import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { MyErasureQuery } from '../../graphql/physician/graphql.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { exactTime } from './exact-time.ts';
import { RequestErasureDialog } from './request-erasure-dialog.tsx';

const MyErasure = graphql(`
  query MyErasure {
    myErasure {
      coolingOffDays
      windowHours
      startsAt
      holdsShare
      shareStillNeeded
      endsEarlierSeals
    }
  }
`);

const CancelErasure = graphql(`
  mutation CancelErasure {
    cancelErasure {
      __typename
      ... on ErasureCancelled {
        cancelled
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

type Standing = MyErasureQuery['myErasure'];

/** To leave for good: what it means, the two steps, and the way back while there is one. */
export function ErasureSection() {
  const { t } = useText();
  const { data, error, loading, refetch } = useQuery(MyErasure, { fetchPolicy: 'cache-and-network' });
  const [opened, setOpened] = useState(false);
  const [cancelled, setCancelled] = useState(false);
  const again = () => void refetch().catch(() => undefined);
  const standing = data?.myErasure;
  return (
    <SettingsSection id="erasure" title={t('erasure:section.title')}>
      {cancelled && !standing?.startsAt && <OutcomeAlert>{t('erasure:section.cancelled')}</OutcomeAlert>}
      {error && <ErrorState error={error} onRetry={again} />}
      {!standing && loading && <ListSkeleton rows={1} height={160} />}
      {standing?.startsAt && (
        <Waiting
          startsAt={standing.startsAt}
          onCancelled={() => {
            setCancelled(true);
            again();
          }}
        />
      )}
      {standing && !standing.startsAt && (
        <>
          <WhatHappens standing={standing} />
          <Group>
            <Button
              variant="outline"
              color="red"
              disabled={standing.shareStillNeeded}
              onClick={() => {
                setCancelled(false);
                setOpened(true);
              }}
            >
              {t('erasure:section.start')}
            </Button>
          </Group>
        </>
      )}
      <RequestErasureDialog
        opened={opened}
        onClose={() => setOpened(false)}
        onRequested={() => {
          setOpened(false);
          again();
        }}
      />
    </SettingsSection>
  );
}

function WhatHappens({ standing }: { standing: Standing }) {
  const { t } = useText();
  const { coolingOffDays, windowHours, holdsShare, shareStillNeeded, endsEarlierSeals } = standing;
  return (
    <Stack gap="sm">
      <Text>{t('erasure:section.lead')}</Text>
      <Title order={3} size="h5">
        {t('erasure:section.what')}
      </Title>
      <List spacing="xs" size="sm">
        <List.Item>{t('erasure:section.points.named')}</List.Item>
        <List.Item>
          {windowHours % 24 === 0
            ? t('erasure:section.points.anonymousDays', { count: windowHours / 24 })
            : t('erasure:section.points.anonymous', { count: windowHours })}
        </List.Item>
        <List.Item>{t('erasure:section.points.rest')}</List.Item>
        <List.Item>{t('erasure:section.points.stays')}</List.Item>
        <List.Item>{t('erasure:section.points.receipt')}</List.Item>
      </List>
      <Text fw={500}>
        {coolingOffDays === 0
          ? t('erasure:section.atOnce')
          : t('erasure:section.coolingOff', { count: coolingOffDays })}
      </Text>
      {shareStillNeeded ? (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
          {t('erasure:section.shareStillNeeded')}
        </Alert>
      ) : (
        holdsShare && (
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
            {t('erasure:section.share')} {endsEarlierSeals && t('erasure:section.endsEarlier')}
          </Alert>
        )
      )}
    </Stack>
  );
}

function Waiting({ startsAt, onCancelled }: { startsAt: string; onCancelled(): void }) {
  const { t, language } = useText();
  const { run, busy, setback } = useCommand(CancelErasure, 'cancelErasure');
  return (
    <>
      <Alert
        color="orange"
        icon={<IconHourglass aria-hidden />}
        title={t('erasure:section.waiting', { time: exactTime(startsAt, language) })}
      >
        {t('erasure:section.waitingText')}
      </Alert>
      <SetbackAlert setback={setback} />
      <Group>
        <Button
          variant="default"
          loading={busy}
          onClick={async () => {
            if (await run({})) onCancelled();
          }}
        >
          {t('erasure:section.cancel')}
        </Button>
      </Group>
    </>
  );
}
