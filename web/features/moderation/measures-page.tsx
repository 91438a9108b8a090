import { useQuery } from '@apollo/client/react';
import { Stack, Title } from '@mantine/core';
import { graphql } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { HourTime } from '../../ui/hour-time.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';

const FindMeasures = graphql(`
  query FindMeasures {
    moderationMeasures {
      days
      backlog
      waitingOverADay
      oldestOpenedAt
      actedOn
      medianHours
      ninetiethHours
      appealsWaiting
      appealsRuled
      appealsOverturned
    }
  }
`);

/** What waits, how long it took, and how often a decision did not stand. Of nobody in particular. */
export function MeasuresPage() {
  const { t } = useText();
  const { data, error, loading, refetch } = useQuery(FindMeasures, { fetchPolicy: 'cache-and-network' });
  const found = data?.moderationMeasures;
  const hours = (count: number | null) =>
    count === null
      ? '–'
      : count === 0
        ? t('moderation:measures.underHour')
        : t('moderation:measures.hours', { count });
  const share = (part: number, whole: number) =>
    whole === 0
      ? '–'
      : t('moderation:measures.share', { count: part, share: Math.round((100 * part) / whole) });
  return (
    <>
      <BackLink to="/moderation">{t('moderation:toQueue')}</BackLink>
      <PageHeading
        title={t('moderation:measures.title')}
        {...(found ? { lead: t('moderation:measures.lead', { days: found.days }) } : {})}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {!found && loading && <ListSkeleton rows={3} height={120} />}
      {found && (
        <Stack gap="xl">
          <Group
            id="measured-cases"
            title={t('moderation:measures.cases')}
            facts={[
              { label: t('moderation:measures.backlog'), value: found.backlog },
              { label: t('moderation:measures.waiting'), value: found.waitingOverADay },
              {
                label: t('moderation:measures.oldest'),
                value: found.oldestOpenedAt ? (
                  <HourTime at={found.oldestOpenedAt} />
                ) : (
                  t('moderation:measures.none')
                ),
              },
            ]}
          />
          <Group
            id="measured-time"
            title={t('moderation:measures.time')}
            facts={[
              { label: t('moderation:measures.decided'), value: found.actedOn },
              { label: t('moderation:measures.median'), value: hours(found.medianHours) },
              { label: t('moderation:measures.ninetieth'), value: hours(found.ninetiethHours) },
            ]}
          />
          <Group
            id="measured-appeals"
            title={t('moderation:measures.appeals')}
            facts={[
              { label: t('moderation:measures.appealsWaiting'), value: found.appealsWaiting },
              { label: t('moderation:measures.appealsRuled'), value: found.appealsRuled },
              {
                label: t('moderation:measures.overturned'),
                value: share(found.appealsOverturned, found.appealsRuled),
              },
            ]}
          />
        </Stack>
      )}
    </>
  );
}

function Group({ id, title, facts }: { id: string; title: string; facts: readonly Fact[] }) {
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title}
      </Title>
      <Facts facts={facts} />
    </section>
  );
}
