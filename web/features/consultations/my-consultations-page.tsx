import { useQuery } from '@apollo/client/react';
import { Button, Stack } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConnectionList } from '../../ui/connection-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { DecisionNotice } from '../decisions/decision-notice.tsx';
import { HeldAnswers } from '../hold-back/held-answers.tsx';
import { ExpiringImages } from '../images/own/expiring-images.tsx';
import { LookupNoticeList } from '../lookup-notices/lookup-notices.tsx';
import { RedactionNotice } from '../redactions/redaction-notice.tsx';
import { ConsultationCard } from './consultation-card.tsx';
import { HeldQuestions } from './held-questions.tsx';

const MyConsultations = graphql(`
  query MyConsultations($after: String) {
    consultations(list: MINE, first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          title
          body
          visibility
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
  const query = useQuery(MyConsultations, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <>
      <PageHeading title={t('consultations:mineTitle')} lead={t('consultations:mineLead')} />
      <LookupNoticeList />
      <HeldQuestions />
      <HeldAnswers />
      <ExpiringImages />
      <ConnectionList
        label={t('consultations:mineTitle')}
        query={query}
        connection={query.data?.consultations}
        shown={(count) => t('consultations:feed.shown', { count })}
        empty={
          <EmptyState
            icon={<IconMessages />}
            title={t('consultations:feed.empty.mine')}
            action={
              <Button component={Link} to="/ask" variant="light">
                {t('common:navigation.ask')}
              </Button>
            }
          />
        }
        rowHeight={212}
      >
        {(node) =>
          // Those stand above.
          node.visibility !== 'HELD' && (
            <Stack gap="xs">
              <ConsultationCard consultation={node} time="posted" />
              {node.redaction && <RedactionNotice redaction={node.redaction} post={node} />}
              {node.decisions.map((decision) => (
                <DecisionNotice key={decision.id} decision={decision} />
              ))}
            </Stack>
          )
        }
      </ConnectionList>
    </>
  );
}
