import { useQuery } from '@apollo/client/react';
import { Card, Stack, Title } from '@mantine/core';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';

const Retention = graphql(`
  query Retention {
    retention {
      id
      what {
        sv
        en
      }
      howLong {
        sv
        en
      }
      from {
        sv
        en
      }
      why {
        sv
        en
      }
    }
  }
`);

/** How long what is kept, from the table that the jobs act on. For everybody. */
export default function RetentionPage() {
  const { t, language } = useText();
  const { data, error, refetch } = useQuery(Retention);
  return (
    <>
      <PageHeading title={t('retention:title')} lead={t('retention:lead')} />
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {!data && !error && <ListSkeleton />}
      <Stack gap="md">
        {data?.retention.map(({ id, what, howLong, from, why }) => (
          <Card key={id} component="section" withBorder padding="lg" aria-labelledby={`retention-${id}`}>
            <Title order={2} size="h4" id={`retention-${id}`} mb="sm">
              {what[language]}
            </Title>
            <Facts
              facts={[
                { label: t('retention:howLong'), value: howLong[language] },
                { label: t('retention:from'), value: from[language] },
                { label: t('retention:why'), value: why[language] },
              ]}
            />
          </Card>
        ))}
      </Stack>
    </>
  );
}
