import { Card, List, Stack, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment } from '../../ui/hour-time.tsx';
import { isLive, TimeLeft } from './lookup-state.tsx';

const LookupRecordParts = graphql(`
  fragment LookupRecordParts on Lookup {
    id
    reason
    text
    caseReference
    state
    expiresAt
    epoch {
      number
      threshold
      shares
    }
    participations {
      kind
      at
      statement
      admin {
        id
        name
      }
    }
  }
`);

/** Why the lookup was asked for, and who has done what. */
export function LookupRecord({ lookup }: { lookup: FragmentType<typeof LookupRecordParts> }) {
  const { t, language } = useText();
  const shown = unmask(LookupRecordParts, lookup);
  const { threshold, shares, number } = shown.epoch;
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="lookup-record">
      <Stack gap="md">
        <Title order={2} id="lookup-record">
          {t('lookups:record.title')}
        </Title>
        <Facts
          facts={[
            { label: t('lookups:record.reason'), value: t(`lookups:reasons.${shown.reason}`) },
            { label: t('lookups:record.caseReference'), value: shown.caseReference },
            {
              label: t('lookups:record.text'),
              value: <span style={{ whiteSpace: 'pre-line' }}>{shown.text}</span>,
            },
            {
              label: t('lookups:record.key'),
              value: t('lookups:record.keyText', { threshold, shares, number }),
            },
            ...(isLive(shown.state)
              ? [{ label: t('lookups:record.expires'), value: <TimeLeft until={shown.expiresAt} /> }]
              : []),
          ]}
        />
        <div>
          <Title order={3} mb="xs">
            {t('lookups:record.participants')}
          </Title>
          <List size="sm" spacing={6}>
            {shown.participations.map((part) => (
              <List.Item key={`${part.kind}-${part.admin.id}`}>
                {t(`lookups:participation.${part.kind}`, { name: part.admin.name || part.admin.id })}{' '}
                <Text span size="sm" c="dimmed">
                  <time dateTime={part.at}>{formatMoment(part.at, language)}</time>
                </Text>
                {part.statement && (
                  <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                    {part.statement}
                  </Text>
                )}
              </List.Item>
            ))}
          </List>
        </div>
      </Stack>
    </Card>
  );
}
