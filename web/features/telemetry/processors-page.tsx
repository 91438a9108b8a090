import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { useSession } from '../session/session-context.ts';
import { ProcessorCard } from './processor-card.tsx';

const FindProcessors = graphql(`
  query FindProcessors {
    processors {
      processor
      ...ProcessorCardParts
    }
  }
`);

/** Everything that third parties are sent, for everybody to read. */
export default function ProcessorsPage() {
  const { t } = useText();
  const { viewer } = useSession();
  const { data, error, loading, refetch } = useQuery(FindProcessors, { notifyOnNetworkStatusChange: true });
  return (
    <>
      <PageHeading title={t('telemetry:processors.title')} lead={t('telemetry:processors.lead')} />
      <Stack gap="xl">
        <Alert icon={<IconShieldLock aria-hidden />}>{t('telemetry:processors.never')}</Alert>
        {viewer && (
          <Text>
            <Anchor component={Link} to="/settings#telemetry">
              {t('telemetry:processors.settings')}
            </Anchor>
          </Text>
        )}
        {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
        {!data && loading && <ListSkeleton rows={2} height={320} />}
        {data?.processors.map((processor) => (
          <ProcessorCard key={processor.processor} processor={processor} />
        ))}
      </Stack>
    </>
  );
}
