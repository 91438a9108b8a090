import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Alert, Stack, VisuallyHidden } from '@mantine/core';
import { IconFileCertificate, IconShieldLock } from '@tabler/icons-react';
import { graphql } from '../../../graphql/operations/index.ts';
import { useText } from '../../../locales/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
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
  const { data, error, loading, networkStatus, refetch, fetchMore } = useQuery(ConsentForms, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const connection = data?.consentForms;
  const edges = connection?.edges ?? [];
  return (
    <>
      <PageHeading title={t('consentForms:title')} lead={t('consentForms:lead')} />
      <Stack gap="lg">
        <Alert color="gray" icon={<IconShieldLock aria-hidden />}>
          {t('consentForms:anonymousRule')}
        </Alert>
        <section aria-busy={loading} aria-label={t('consentForms:title')}>
          <VisuallyHidden role="status">
            {connection && !loading ? t('consentForms:shown', { count: edges.length }) : ''}
          </VisuallyHidden>
          {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
          {!connection && loading && <ListSkeleton height={140} />}
          {connection && edges.length === 0 && !loading && (
            <EmptyState
              icon={<IconFileCertificate />}
              title={t('consentForms:empty.title')}
              text={t('consentForms:empty.text')}
            />
          )}
          <Stack gap="md">
            {edges.map(({ node }) => (
              <AttachedFormCard key={node.id} form={node} />
            ))}
          </Stack>
          <LoadMore
            hasMore={connection?.pageInfo.hasNextPage ?? false}
            busy={networkStatus === NetworkStatus.fetchMore}
            onMore={() => fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } })}
          />
        </section>
      </Stack>
    </>
  );
}
