import { useQuery } from '@apollo/client/react';
import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { OwnTermsStanding } from './terms-standing.ts';

/** Which versions she has accepted. What waits to be accepted stands above the page. */
export function TermsSection() {
  const { t, language } = useText();
  const { data, error, refetch } = useQuery(OwnTermsStanding);
  const accepted = data?.termsStanding.accepted ?? [];
  return (
    <SettingsSection id="terms" title={t('terms:settings.title')}>
      <Text size="sm">{t('terms:settings.text')}</Text>
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {data && accepted.length === 0 && <Text c="dimmed">{t('terms:settings.none')}</Text>}
      {accepted.length > 0 && (
        <List spacing={4}>
          {accepted.map(({ version, acceptedOn }) => (
            <List.Item key={version}>
              <Anchor component={Link} to={`/terms?version=${version}`} underline="always">
                {t('terms:versionOf', { day: formatDay(version, language) })}
              </Anchor>{' '}
              {t('terms:settings.acceptedOn', { day: formatDay(acceptedOn, language) })}
            </List.Item>
          ))}
        </List>
      )}
      <Stack gap={4}>
        <Anchor component={Link} to="/terms">
          {t('terms:documents.terms')}
        </Anchor>
        <Anchor component={Link} to="/privacy">
          {t('terms:documents.privacy')}
        </Anchor>
      </Stack>
    </SettingsSection>
  );
}
