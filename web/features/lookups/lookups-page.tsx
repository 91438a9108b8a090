import { useQuery } from '@apollo/client/react';
import { Button, Stack } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConnectionList } from '../../ui/connection-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { LookupCard } from './lookup-card.tsx';
import { LookupGuide } from './lookup-guide.tsx';

const Lookups = graphql(`
  query Lookups($after: String) {
    epoch {
      number
      ...LookupGuideParts
    }
    lookups(first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          ...LookupCardParts
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** Every lookup that was ever asked for, the newest first; all technical admins see all of them. */
export function LookupsPage() {
  const { t } = useText();
  const query = useQuery(Lookups, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const request = (
    <Button component={Link} to="/operations/lookups/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('lookups:new')}
    </Button>
  );

  return (
    <>
      <PageHeading
        title={t('lookups:title')}
        lead={t('lookups:lead')}
        actions={query.data?.epoch ? request : undefined}
      />
      <Stack gap="lg">
        {query.data && <LookupGuide epoch={query.data.epoch} />}
        <ConnectionList
          label={t('lookups:title')}
          query={query}
          connection={query.data?.lookups}
          shown={(count) => t('lookups:shown', { count })}
          empty={
            <EmptyState icon={<IconKey />} title={t('lookups:empty.title')} text={t('lookups:empty.text')} />
          }
          rowHeight={168}
        >
          {(node) => <LookupCard lookup={node} />}
        </ConnectionList>
      </Stack>
    </>
  );
}
