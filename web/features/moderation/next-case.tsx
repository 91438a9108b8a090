import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';

const NextOpenCases = graphql(`
  query NextOpenCases {
    cases(list: OPEN, first: 20) {
      edges {
        node {
          id
          taken
        }
      }
    }
  }
`);

/** Leads on to the oldest open case that nobody has taken. */
export function NextCase({ after }: { after: string }) {
  const { t } = useText();
  const client = useApolloClient();
  const [next, setNext] = useState<string | null | undefined>();

  useEffect(() => {
    let current = true;
    // Not cached: twenty names of cases would take the place of the queue's own page.
    client.query({ query: NextOpenCases, fetchPolicy: 'no-cache' }).then(
      ({ data }) => {
        const free = data?.cases.edges.find(({ node }) => !node.taken && node.id !== after);
        if (current) setNext(free?.node.id ?? null);
      },
      () => {
        if (current) setNext(undefined);
      },
    );
    return () => {
      current = false;
    };
  }, [client, after]);

  return (
    <Group gap="sm" mih={36}>
      {next === null && <Text size="sm">{t('moderation:noMore')}</Text>}
      {next && (
        <Button
          component={Link}
          to={`/moderation/cases/${next}`}
          size="sm"
          rightSection={<IconArrowRight size={17} aria-hidden />}
        >
          {t('moderation:nextCase')}
        </Button>
      )}
      <Button component={Link} to="/moderation" size="sm" variant="default">
        {t('moderation:toQueue')}
      </Button>
    </Group>
  );
}
