import { Alert, Box, Button, Collapse, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEraser, IconGavel, IconPencilOff } from '@tabler/icons-react';
import type { OwnNoticesQuery } from '../../graphql/physician/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { formatHour } from '../../ui/hour-time.tsx';
import { AppealSection } from '../appeals/appeal-section.tsx';
import { RuledNotice, ruledRecently } from '../appeals/ruled-notice.tsx';
import { PostLink } from '../post-link/post-link.tsx';
import { useOwnNotices } from './use-own-notices.ts';

/** Above every page, for the one whom it concerns alone: her running sanctions, and proposals that wait for her. */
export function OwnNotices() {
  const { t } = useText();
  const { sanctions, redactions, appeals } = useOwnNotices('cache-and-network');
  const ruled = ruledRecently(appeals);
  if (sanctions.length === 0 && redactions.length === 0 && ruled.length === 0) return null;
  return (
    <Stack component="section" gap="sm" mb="lg" aria-label={t('sanctions:region')}>
      {sanctions.map((sanction) => (
        <SanctionNotice key={sanction.id} sanction={sanction} />
      ))}
      {ruled.map((own) => (
        <RuledNotice key={own.id} own={own} />
      ))}
      {redactions.length > 0 && (
        <Alert
          color="orange"
          icon={<IconEraser aria-hidden />}
          title={t('redactions:pending', { count: redactions.length })}
        >
          <Text size="sm">{t('redactions:pendingText')}</Text>
          {redactions.map(({ id, consultationId, answerId }) => (
            <Text key={id} size="sm" mt={4}>
              <PostLink consultationId={consultationId} answerId={answerId} inherit underline="always">
                {t(answerId ? 'redactions:goAnswer' : 'redactions:goQuestion')}
              </PostLink>
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  );
}

function SanctionNotice({ sanction }: { sanction: OwnNoticesQuery['mySanctions'][number] }) {
  const { t, language } = useText();
  const [opened, { toggle }] = useDisclosure(false);
  const { kind, rule, statement, until } = sanction;
  const suspended = kind === 'SUSPENSION';
  return (
    <Alert
      color="orange"
      icon={suspended ? <IconPencilOff aria-hidden /> : <IconGavel aria-hidden />}
      title={
        suspended
          ? t('sanctions:suspendedTitle', { until: formatHour(until, language) })
          : t('sanctions:warnedTitle')
      }
    >
      <Text size="sm">{t(suspended ? 'sanctions:onlyYou' : 'sanctions:onlyYouWarning')}</Text>
      <Button variant="default" size="compact-sm" mt="xs" aria-expanded={opened} onClick={toggle}>
        {t(opened ? 'sanctions:hide' : 'sanctions:show')}
      </Button>
      <Collapse expanded={opened}>
        <Text size="sm" mt="xs">
          {t('sanctions:rule')} <strong>{t(`decisions:rules.${rule}`)}</strong>
        </Text>
        <Text size="sm" maw="70ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {statement}
        </Text>
        <Box mt="sm">
          <AppealSection
            decisionId={sanction.id}
            appeal={sanction.appeal}
            appealableUntil={sanction.appealableUntil}
          />
        </Box>
      </Collapse>
    </Alert>
  );
}
