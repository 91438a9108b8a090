import { useQuery } from '@apollo/client/react';
import { Button, Group, Stack } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConnectionList } from '../../ui/connection-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { SpecialtySelect } from '../specialties/specialty-select.tsx';
import { ConsultationCard } from './consultation-card.tsx';
import { PostedNotice } from './posted-notice.tsx';
import { type FeedTab, feedTabs, useFeedAddress } from './use-feed-address.ts';

const Feed = graphql(`
  query Feed($list: ConsultationList!, $specialty: ID, $after: String) {
    consultations(list: $list, specialty: $specialty, first: 20, after: $after) {
      edges {
        cursor
        node {
          id
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

export function FeedPage() {
  const { t } = useText();
  const { tab, specialty, hrefOf, chooseSpecialty } = useFeedAddress();
  return (
    <>
      <PageHeading title={t('consultations:feed.title')} lead={t('consultations:feed.lead')} />
      <Stack gap="md">
        <PostedNotice />
        <TabLinks
          label={t('consultations:feed.lists')}
          tabs={feedTabs.map((other) => ({
            to: hrefOf(other.name),
            label: t(`consultations:feed.tabs.${other.name}`),
            current: other === tab,
          }))}
        />
        <SpecialtySelect
          clearable
          size="sm"
          maw="22rem"
          label={t('consultations:feed.specialty')}
          placeholder={t('consultations:feed.allSpecialties')}
          value={specialty}
          onChange={chooseSpecialty}
        />
        <FeedList
          key={`${tab.name} ${specialty}`}
          tab={tab}
          specialty={specialty}
          onAllSpecialties={() => chooseSpecialty(null)}
        />
      </Stack>
    </>
  );
}

interface FeedListProps {
  tab: FeedTab;
  specialty: string | null;
  onAllSpecialties(): void;
}

/**
 * One list. Keyed by what it lists: a query whose variables change while the router is still in transition would be
 * sent for the old list and the new one in turn.
 */
function FeedList({ tab, specialty, onAllSpecialties }: FeedListProps) {
  const { t } = useText();
  const query = useQuery(Feed, {
    variables: { list: tab.list, specialty },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <ConnectionList
      label={t(`consultations:feed.tabs.${tab.name}`)}
      query={query}
      connection={query.data?.consultations}
      shown={(count) => t('consultations:feed.shown', { count })}
      empty={
        <EmptyState
          icon={<IconMessages />}
          title={t(`consultations:feed.empty.${tab.name}`)}
          {...(specialty ? { text: t('consultations:feed.emptyFiltered') } : {})}
          action={
            <Group>
              {specialty && (
                <Button variant="default" onClick={onAllSpecialties}>
                  {t('consultations:feed.showAllSpecialties')}
                </Button>
              )}
              <Button component={Link} to="/ask" variant="light">
                {t('common:navigation.ask')}
              </Button>
            </Group>
          }
        />
      }
      rowHeight={212}
    >
      {(node) => <ConsultationCard consultation={node} time={tab.time} />}
    </ConnectionList>
  );
}
