import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Box, Button, Group, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { useSession } from '../session/session-context.ts';
import { changesOf, OwnTermsStanding } from './terms-standing.ts';
import { useAcceptTerms } from './use-accept-terms.ts';

/** Above every page: terms that are about to change, or that wait to be accepted. */
export function TermsBanner() {
  const { t, language } = useText();
  const { viewer } = useSession();
  const { data } = useQuery(OwnTermsStanding, { skip: viewer === null });
  const { accept, busy, setback } = useAcceptTerms();
  const { required, upcoming, accepted } = data?.termsStanding ?? {};
  const version = required ?? upcoming;
  if (!version) return null;
  const day = formatDay(version.inForceFrom, language);
  const first = accepted?.length === 0;
  return (
    <Box component="section" aria-label={t('terms:banner.region')} mb="lg">
      <Alert
        role="presentation"
        color="petrol"
        icon={<IconFileText aria-hidden />}
        title={t(
          first
            ? 'terms:banner.firstTitle'
            : required
              ? 'terms:banner.requiredTitle'
              : 'terms:banner.upcomingTitle',
          { day },
        )}
      >
        <Text size="sm">{first ? t('terms:banner.firstText') : version.summary[language]}</Text>
        <Group gap="md" mt="sm">
          <Anchor
            component={Link}
            to={first ? '/terms' : changesOf(version.version)}
            size="sm"
            underline="always"
          >
            {t(first ? 'terms:banner.read' : 'terms:banner.readChanges')}
          </Anchor>
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => accept(version.version)}>
            {t(required ? 'terms:banner.accept' : 'terms:banner.acceptAhead')}
          </Button>
        </Group>
        {setback && <SetbackAlert setback={setback} />}
      </Alert>
    </Box>
  );
}
