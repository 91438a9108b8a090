import { useQuery } from '@apollo/client/react';
import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { FindStatisticsQuery } from '../../graphql/operations/graphql.ts';
import { graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { FigureTable } from './figure-table.tsx';
import { FigureParts, type FigureRow, formatPeriodDay, tellWeek, tellWeekShort } from './figures.ts';

const FindStatistics = graphql(`
  query FindStatistics {
    statistics {
      weeks {
        week
        figures {
          ...FigureParts
        }
      }
      periods {
        startsOn
        endsOn
        specialties {
          specialty {
            code
            sv
            en
          }
          figures {
            ...FigureParts
          }
        }
      }
    }
  }
`);

/** The library of charts is large and for this page alone. */
const FigureChart = lazy(() => import('./figure-chart.tsx'));
const mostBars = 12;

type Statistics = FindStatisticsQuery['statistics'];

/** How the forum is used, for technical admins. About nobody. */
export function StatisticsPage() {
  const { t } = useText();
  const { data, error, loading, refetch } = useQuery(FindStatistics, { notifyOnNetworkStatusChange: true });
  return (
    <>
      <PageHeading title={t('statistics:title')} lead={t('statistics:lead')} />
      {error && !data && <ErrorState error={error} onRetry={() => refetch()} />}
      {loading && !data && <ListSkeleton />}
      {data && (
        <Stack gap="xl">
          <Text size="sm">{t('statistics:method')}</Text>
          <Weeks weeks={data.statistics.weeks} />
          <Specialties periods={data.statistics.periods} />
        </Stack>
      )}
    </>
  );
}

function Weeks({ weeks }: { weeks: Statistics['weeks'] }) {
  const { t } = useText();
  const rows = weeks.map(({ week, figures }) => ({
    key: week,
    label: tellWeek(week, t),
    short: tellWeekShort(week, t),
    figures: unmask(FigureParts, figures),
  }));
  const told = rows.filter(
    ({ figures }) => figures.questions.count !== null || figures.answers.count !== null,
  );
  const quiet = rows.length - told.length;
  return (
    <Stack component="section" aria-labelledby="weeks">
      <Title order={2} size="h3" id="weeks">
        {t('statistics:weeks')}
      </Title>
      <Chart rows={rows} what={t('statistics:weeks')} />
      {told.length > 0 && (
        <FigureTable
          caption={t('statistics:weeks')}
          rowsAre={t('statistics:week')}
          rows={told.toReversed()}
          fileName="konsilium-weeks"
        />
      )}
      {quiet > 0 && <Text size="sm">{t('statistics:quietWeeks', { count: quiet })}</Text>}
    </Stack>
  );
}

function Specialties({ periods }: { periods: Statistics['periods'] }) {
  const { t, language } = useText();
  const [chosen, setChosen] = useState(0);
  const period = periods[chosen];
  const tellPeriod = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) =>
    t('statistics:periodText', {
      from: formatPeriodDay(startsOn, language),
      until: formatPeriodDay(endsOn, language),
    });
  if (!period) return null;
  const rows = period.specialties
    .map(({ specialty, figures }) => ({
      key: specialty.code,
      label: specialty[language],
      figures: unmask(FigureParts, figures),
    }))
    .filter(({ figures }) => (figures.questions.count ?? 0) > 0)
    .sort(byQuestions(language));
  return (
    <Stack component="section" aria-labelledby="specialties">
      <Title order={2} size="h3" id="specialties">
        {t('statistics:specialties')}
      </Title>
      <NativeSelect
        label={t('statistics:period')}
        value={String(chosen)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
        data={periods.map((each, at) => ({ value: String(at), label: tellPeriod(each) }))}
        maw={360}
      />
      {rows.length === 0 ? (
        <Text>{t('statistics:nothing')}</Text>
      ) : (
        <>
          <Chart rows={rows.slice(0, mostBars)} what={t('statistics:specialties')} sideways />
          <FigureTable
            caption={`${t('statistics:specialties')}, ${tellPeriod(period)}`}
            rowsAre={t('statistics:specialty')}
            rows={rows}
            fileName={`konsilium-specialties-${period.startsOn}`}
          />
          <Text size="sm">{t('statistics:otherSpecialties')}</Text>
        </>
      )}
    </Stack>
  );
}

const byQuestions = (language: string) => (one: FigureRow, other: FigureRow) =>
  (other.figures.questions.count ?? 0) - (one.figures.questions.count ?? 0) ||
  one.label.localeCompare(other.label, language);

function Chart({ rows, what, sideways = false }: { rows: FigureRow[]; what: string; sideways?: boolean }) {
  const { t } = useText();
  if (!rows.some(({ figures }) => figures.questions.count)) return null;
  return (
    <div>
      <div role="img" aria-label={t('statistics:chartOf', { what })}>
        <Suspense fallback={<ListSkeleton />}>
          <FigureChart rows={rows} sideways={sideways} />
        </Suspense>
      </div>
      <Text size="sm" c="dimmed" mt="xs">
        {t('statistics:chartFew')}
      </Text>
    </div>
  );
}
