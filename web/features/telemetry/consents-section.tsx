import { useQuery } from '@apollo/client/react';
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { ConsentSwitch } from './consent-switch.tsx';

const FindConsents = graphql(`
  query FindConsents {
    telemetryConsents {
      processor
      configured
      agreed
      outdated
    }
    processors {
      processor
      name
      purpose {
        sv
        en
      }
      withoutConsent {
        sv
        en
      }
      withConsent {
        sv
        en
      }
    }
  }
`);

/** By whom she lets herself be recognised, one switch per processor. */
export function ConsentsSection() {
  const { t } = useText();
  const { data, error, loading, refetch } = useQuery(FindConsents, { fetchPolicy: 'cache-and-network' });
  const consents = data?.telemetryConsents ?? [];
  return (
    <SettingsSection id="telemetry" title={t('telemetry:title')}>
      <Text>{t('telemetry:lead')}</Text>
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {!data && loading && <ListSkeleton rows={1} height={90} />}
      <Stack gap="xl">
        {data?.processors.map((processor) => {
          const consent = consents.find((answer) => answer.processor === processor.processor);
          return (
            consent && <ConsentSwitch key={processor.processor} description={processor} consent={consent} />
          );
        })}
      </Stack>
      <Anchor component={Link} to="/privacy/processors">
        {t('telemetry:seeAll')}
      </Anchor>
    </SettingsSection>
  );
}
