import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Button, Stack } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { DecisionNotice } from '../decisions/decision-notice.tsx';
import { HeldAnswers } from '../hold-back/held-answers.tsx';
import { ExpiringImages } from '../images/own/expiring-images.tsx';
import { LookupNoticeList } from '../lookup-notices/lookup-notices.tsx';
import { RedactionNotice } from '../redactions/redaction-notice.tsx';
import { ConsultationCard } from './consultation-card.tsx';

const MyConsultations = graphql(`
  query MyConsultations($after: String) {
    consultations(list: MINE, first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          title
          body
          decisions {
            id
            ...DecisionParts
          }
          redaction {
            id
            ...RedactionParts
          }
          ...ConsultationCardParts
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** What the viewer has asked, under her name and anonymously, with what moderation decided on it. */
export default function MyConsultationsPage() {
  const { t } = useText();
  const { data, error, loading, networkStatus, refetch, fetchMore } = useQuery(MyConsultations, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const connection = data?.consultations;
  return (
    <>
      <PageHeading title={t('consultations:mineTitle')} lead={t('consultations:mineLead')} />
      <LookupNoticeList />
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      <HeldAnswers />
      <ExpiringImages />
      {!connection && loading && <ListSkeleton height={212} />}
      {connection && connection.edges.length === 0 && !loading && (
        <EmptyState
          icon={<IconMessages />}
          title={t('consultations:feed.empty.mine')}
          action={
            <Button component={Link} to="/ask" variant="light">
              {t('common:navigation.ask')}
            </Button>
          }
        />
      )}
      <Stack gap="md">
        {connection?.edges.map(({ node }) => (
          <Stack key={node.id} gap="xs">
            <ConsultationCard consultation={node} time="posted" />
            {node.redaction && <RedactionNotice redaction={node.redaction} post={node} />}
            {node.decisions.map((decision) => (
              <DecisionNotice key={decision.id} decision={decision} />
            ))}
          </Stack>
        ))}
      </Stack>
      <LoadMore
        hasMore={connection?.pageInfo.hasNextPage ?? false}
        busy={networkStatus === NetworkStatus.fetchMore}
        onMore={() => fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } })}
      />
    </>
  );
}
