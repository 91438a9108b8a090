import { useQuery } from '@apollo/client/react';
import { Alert, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { FindTelemetryQueuesQuery } from '../../graphql/operations/graphql.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment } from '../../ui/hour-time.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { processorNames } from './processor-names.ts';

const FindTelemetryQueues = graphql(`
  query FindTelemetryQueues {
    telemetryQueues {
      processor
      configured
      waiting
      oldestHour
      setAside
      setAsideAnswers
      delivered
      dropped
      failures
      retryAt
      lastAnswer
      lastAnswerAt
    }
  }
`);

/** How it goes with each processor, for technical admins. */
export function QueuesPage() {
  const { t } = useText();
  const { data, error, loading, refetch } = useQuery(FindTelemetryQueues, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <>
      <PageHeading title={t('telemetry:queues.title')} lead={t('telemetry:queues.lead')} />
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {!data && loading && <ListSkeleton rows={2} height={200} />}
      <Stack gap="lg">
        {data?.telemetryQueues.map((queue) => (
          <QueueCard key={queue.processor} queue={queue} />
        ))}
      </Stack>
    </>
  );
}

function QueueCard({ queue }: { queue: FindTelemetryQueuesQuery['telemetryQueues'][number] }) {
  const { t, language } = useText();
  const number = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB');
  const moment = (time: string) => formatMoment(time, language);
  const { lastAnswer, lastAnswerAt, oldestHour } = queue;
  const facts = [
    { label: t('telemetry:queues.waiting'), value: number.format(queue.waiting) },
    ...(oldestHour ? [{ label: t('telemetry:queues.oldest'), value: moment(oldestHour) }] : []),
    { label: t('telemetry:queues.delivered'), value: number.format(queue.delivered) },
    { label: t('telemetry:queues.dropped'), value: number.format(queue.dropped) },
    {
      label: t('telemetry:queues.setAside'),
      value: [number.format(queue.setAside), ...queue.setAsideAnswers].join(', '),
    },
    {
      label: t('telemetry:queues.lastAnswer'),
      value:
        lastAnswer && lastAnswerAt
          ? t('telemetry:queues.answerAt', { answer: lastAnswer, time: moment(lastAnswerAt) })
          : t('telemetry:queues.noAnswer'),
    },
  ];
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby={queue.processor}>
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={2} id={queue.processor}>
            {processorNames[queue.processor]}
          </Title>
          <Badge
            tt="none"
            radius="sm"
            variant={queue.configured ? 'filled' : 'light'}
            color={queue.configured ? 'petrol' : 'gray'}
          >
            {t(queue.configured ? 'telemetry:queues.on' : 'telemetry:queues.off')}
          </Badge>
        </Group>
        {queue.retryAt && queue.failures > 0 && (
          <Alert color="orange" p="sm">
            {t('telemetry:queues.failing', { failures: queue.failures, time: moment(queue.retryAt) })}
          </Alert>
        )}
        {queue.processor === 'HONEYCOMB' ? (
          <Text size="sm">{t('telemetry:queues.traces')}</Text>
        ) : (
          <Facts facts={facts} />
        )}
      </Stack>
    </Card>
  );
}
