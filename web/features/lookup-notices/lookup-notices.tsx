import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconLockOpen2 } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { processorNames } from '../telemetry/processor-names.ts';

const LookupNotices = graphql(`
  query LookupNotices {
    lookupNotices {
      consultationId
      processor
      title
      reason
      openedOn
    }
  }
`);

/** Tells the viewer which of her anonymous posts the technical admins have looked up. Kept in no cache. */
export function LookupNoticeList() {
  const { t, language } = useText();
  const { data, error, refetch } = useQuery(LookupNotices, { fetchPolicy: 'no-cache' });
  // Silence would read as "nobody has".
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  const notices = data?.lookupNotices ?? [];
  if (notices.length === 0) return null;
  return (
    <Stack gap="sm" mb="lg" component="section" aria-label={t('lookupNotices:label')}>
      {notices.map(({ consultationId, processor, title, reason, openedOn }, at) => (
        <Alert
          // biome-ignore lint/suspicious/noArrayIndexKey: a notice has no identity of its own
          key={at}
          color="petrol"
          icon={<IconLockOpen2 aria-hidden />}
          title={t(processor ? 'lookupNotices:pseudonymTitle' : 'lookupNotices:title')}
        >
          <Stack gap={6}>
            <Text size="sm">
              {processor ? (
                t('lookupNotices:pseudonymText', {
                  date: formatDay(openedOn, language),
                  name: processorNames[processor],
                })
              ) : title === '' ? (
                t('lookupNotices:goneText', { date: formatDay(openedOn, language) })
              ) : (
                <>
                  {t('lookupNotices:text', { date: formatDay(openedOn, language) })}{' '}
                  <Anchor component={Link} to={`/consultations/${consultationId}`} size="sm">
                    {title}
                  </Anchor>
                  .
                </>
              )}
            </Text>
            <Text size="sm">
              {t('lookupNotices:reason')} <strong>{t(`lookups:reasons.${reason}`)}</strong>
            </Text>
            <Text size="sm">
              {t('lookupNotices:onlyYou')}{' '}
              <Anchor component={Link} to="/transparency#how" size="sm">
                {t('lookupNotices:process')}
              </Anchor>
            </Text>
          </Stack>
        </Alert>
      ))}
    </Stack>
  );
}
