import { useQuery } from '@apollo/client/react';
import { Alert, Stack } from '@mantine/core';
import { IconFileCertificate, IconShieldLock } from '@tabler/icons-react';
import { graphql } from '../../../graphql/operations/index.ts';
import { useText } from '../../../locales/i18n.ts';
import { ConnectionList } from '../../../ui/connection-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { AttachedFormCard } from './attached-form-card.tsx';

const ConsentForms = graphql(`
  query ConsentForms($after: String) {
    consentForms(first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          ...AttachedFormParts
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** The forms that patients have signed, for technical admins. */
export function ConsentFormsPage() {
  const { t } = useText();
  const query = useQuery(ConsentForms, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <>
      <PageHeading title={t('consentForms:title')} lead={t('consentForms:lead')} />
      <Stack gap="lg">
        <Alert color="gray" icon={<IconShieldLock aria-hidden />}>
          {t('consentForms:anonymousRule')}
        </Alert>
        <ConnectionList
          label={t('consentForms:title')}
          query={query}
          connection={query.data?.consentForms}
          shown={(count) => t('consentForms:shown', { count })}
          empty={
            <EmptyState
              icon={<IconFileCertificate />}
              title={t('consentForms:empty.title')}
              text={t('consentForms:empty.text')}
            />
          }
          rowHeight={140}
        >
          {(node) => <AttachedFormCard form={node} />}
        </ConnectionList>
      </Stack>
    </>
  );
}
