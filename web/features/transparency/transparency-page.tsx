import { useQuery } from '@apollo/client/react';
import { Stack, Text, Title } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AppealCounts } from './appeal-counts.tsx';
import { DecisionCounts } from './decision-counts.tsx';
import { LookupCounts } from './lookup-counts.tsx';
import { LookupProcess } from './lookup-process.tsx';

const FindTransparency = graphql(`
  query FindTransparency {
    transparency {
      noticeDays
      quarters {
        quarter
        ...LookupCountsParts
        ...DecisionCountsParts
        ...AppealCountsParts
      }
    }
  }
`);

/** How often authors were looked up and posts moderated, for every member. */
export default function TransparencyPage() {
  const { t } = useText();
  const { data, error, loading, refetch } = useQuery(FindTransparency, { notifyOnNetworkStatusChange: true });
  const transparency = data?.transparency;
  return (
    <>
      <PageHeading title={t('transparency:title')} lead={t('transparency:lead')} />
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {!transparency && loading && <ListSkeleton rows={2} height={220} />}
      {transparency && (
        <Stack gap={40}>
          {transparency.quarters.length === 0 ? (
            <EmptyState
              icon={<IconCalendarTime />}
              title={t('transparency:noQuarter.title')}
              text={t('transparency:noQuarter.text')}
            />
          ) : (
            <>
              <Stack gap="md" component="section" aria-labelledby="lookups">
                <Title order={2} id="lookups">
                  {t('transparency:lookups.title')}
                </Title>
                <LookupCounts quarters={transparency.quarters} />
              </Stack>
              <Stack gap="lg" component="section" aria-labelledby="decisions">
                <Title order={2} id="decisions">
                  {t('transparency:decisions.title')}
                </Title>
                {transparency.quarters.map((quarter) => (
                  <DecisionCounts key={quarter.quarter} quarter={quarter} />
                ))}
              </Stack>
              <Stack gap="md" component="section" aria-labelledby="appeals">
                <Title order={2} id="appeals">
                  {t('transparency:appeals.title')}
                </Title>
                <AppealCounts quarters={transparency.quarters} />
              </Stack>
              <Text size="sm" c="dimmed" maw="70ch">
                {t('transparency:rules')}
              </Text>
            </>
          )}
          <LookupProcess noticeDays={transparency.noticeDays} />
        </Stack>
      )}
    </>
  );
}
