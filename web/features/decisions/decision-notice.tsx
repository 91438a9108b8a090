import { Alert, Box, Button, Collapse, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGavel } from '@tabler/icons-react';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatHour, HourTime } from '../../ui/hour-time.tsx';
import { MarkdownText } from '../../ui/markdown.tsx';
import { AppealSection } from '../appeals/appeal-section.tsx';

export const DecisionParts = graphql(`
  fragment DecisionParts on Decision {
    id
    action
    decidedAt
    rule
    statement
    imageNumber
    textBefore
    textAfter
    until
    redaction
    appealableUntil
    appeal {
      ...AppealParts
    }
  }
`);

/** What moderation decided on a post and why, to its author only; who decided is told to nobody. */
export function DecisionNotice({ decision }: { decision: FragmentType<typeof DecisionParts> }) {
  const { t, language } = useText();
  const shown = unmask(DecisionParts, decision);
  const { action, decidedAt, rule, statement, imageNumber, textBefore, textAfter, until, redaction } = shown;
  const [opened, { toggle }] = useDisclosure(false);
  // While it waits it is shown as a proposal, with its answers.
  if (redaction === 'PROPOSED') return null;
  const lenient =
    action === 'UNHIDE' ||
    action === 'UNLOCK' ||
    action === 'LIFT' ||
    action === 'DISMISS' ||
    action === 'ACCEPT_EDIT' ||
    action === 'UNBLUR_IMAGE';
  return (
    <Alert
      color={lenient ? 'petrol' : 'orange'}
      icon={<IconGavel aria-hidden />}
      title={t(`decisions:action.${action}`)}
    >
      <Stack gap="xs">
        {imageNumber !== null && <Text size="sm">{t('decisions:image', { number: imageNumber })}</Text>}
        {rule && (
          <Text size="sm">
            {t('decisions:rule')} <strong>{t(`decisions:rules.${rule}`)}</strong>
          </Text>
        )}
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          {statement}
        </Text>
        {redaction && <Text size="sm">{t(`decisions:redaction.${redaction}`)}</Text>}
        {action === 'SUSPEND' && until && (
          <Text size="sm">{t('decisions:until', { until: formatHour(until, language) })}</Text>
        )}
        <Text size="xs" c="dimmed">
          {t('decisions:onlyYou')} · <HourTime at={decidedAt} />
        </Text>
        {textBefore !== null && textAfter !== null && (
          <>
            <Button
              variant="default"
              size="compact-sm"
              aria-expanded={opened}
              onClick={toggle}
              style={{ alignSelf: 'flex-start' }}
            >
              {t(opened ? 'decisions:hideChange' : 'decisions:showChange')}
            </Button>
            <Collapse expanded={opened}>
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <ChangedText label={t('decisions:before')} text={textBefore} />
                <ChangedText label={t('decisions:after')} text={textAfter} />
              </SimpleGrid>
            </Collapse>
          </>
        )}
        <AppealSection decisionId={shown.id} appeal={shown.appeal} appealableUntil={shown.appealableUntil} />
      </Stack>
    </Alert>
  );
}

function ChangedText({ label, text }: { label: string; text: string }) {
  return (
    <Box component="section" aria-label={label}>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <MarkdownText>{text}</MarkdownText>
    </Box>
  );
}
