import { Box, Button, Collapse, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { HourTime } from '../../ui/hour-time.tsx';

export const AppealParts = graphql(`
  fragment AppealParts on Appeal {
    id
    state
    text
    appealedAt
    statement
    effect
    ruledAt
  }
`);

interface Props {
  appeal: FragmentType<typeof AppealParts>;
  /** Its state is said already, in what stands around it. */
  stateSaid?: boolean;
}

/** What became of her appeal, with the reasons, and what she wrote. */
export function AppealOutcome({ appeal, stateSaid = false }: Props) {
  const { t } = useText();
  const { state, text, appealedAt, statement, effect, ruledAt } = unmask(AppealParts, appeal);
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <Box pl="sm" style={{ borderInlineStart: '3px solid var(--mantine-color-petrol-5)' }}>
      <Stack gap={6} align="flex-start">
        {!stateSaid && (
          <Text size="sm" fw={600}>
            {t(`appeals:state.${state}`)}
          </Text>
        )}
        {effect && <Text size="sm">{t(`appeals:effect.${effect}`)}</Text>}
        {statement && (
          <div>
            <Text size="sm" c="dimmed">
              {t('appeals:reasons')}
            </Text>
            <Text size="sm" maw="70ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {statement}
            </Text>
          </div>
        )}
        <Text size="xs" c="dimmed">
          {t(ruledAt ? 'appeals:ruled' : 'appeals:sent')} <HourTime at={ruledAt ?? appealedAt} />
        </Text>
        <Button variant="default" size="compact-sm" aria-expanded={opened} onClick={toggle}>
          {t(opened ? 'appeals:hideYours' : 'appeals:showYours')}
        </Button>
        <Collapse expanded={opened}>
          <Text
            component="section"
            aria-label={t('appeals:yours')}
            size="sm"
            maw="70ch"
            style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
          >
            {text || t('appeals:textGone')}
          </Text>
        </Collapse>
      </Stack>
    </Box>
  );
}
