import { Box, Group, List, Stack, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { HourTime } from '../../ui/hour-time.tsx';

const CaseFlagsParts = graphql(`
  fragment CaseFlagsParts on ModerationCase {
    flags {
      id
      reason
      note
      flaggedAt
    }
  }
`);

/** What members have said against the post. Who they are is told to nobody. */
export function CaseFlags({ item }: { item: FragmentType<typeof CaseFlagsParts> }) {
  const { t } = useText();
  const { flags } = unmask(CaseFlagsParts, item);
  return (
    <section aria-labelledby="case-flags">
      <Title order={2} id="case-flags" mb="xs">
        {t('moderation:flags', { count: flags.length })}
      </Title>
      {flags.length === 0 ? (
        <Text c="dimmed">{t('moderation:noFlags')}</Text>
      ) : (
        <List listStyleType="none" spacing="sm" styles={{ itemWrapper: { width: '100%' } }}>
          {flags.map((flag) => (
            <List.Item key={flag.id}>
              <Stack gap={2} pl="md" style={{ borderInlineStart: '3px solid var(--mantine-color-orange-5)' }}>
                <Group gap="xs">
                  <Text fw={600}>{t(`flags:reasons.${flag.reason}`)}</Text>
                  <Text size="sm" c="dimmed">
                    <HourTime at={flag.flaggedAt} />
                  </Text>
                </Group>
                {flag.note && (
                  <Box maw="70ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                    {flag.note}
                  </Box>
                )}
              </Stack>
            </List.Item>
          ))}
        </List>
      )}
    </section>
  );
}
