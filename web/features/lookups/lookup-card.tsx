import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatMoment } from '../../ui/hour-time.tsx';
import classes from './lookup-card.module.css';
import { isLive, LookupStateBadge, TimeLeft } from './lookup-state.tsx';
import { subjectName } from './subject-name.ts';

const LookupCardParts = graphql(`
  fragment LookupCardParts on Lookup {
    id
    reason
    state
    caseReference
    requestedAt
    expiresAt
    canApprove
    canOpen
    requestedBy {
      id
      name
    }
    processor
    subject {
      aliasNumber
      isAsker
      title
    }
  }
`);

/** One lookup in the list. */
export function LookupCard({ lookup }: { lookup: FragmentType<typeof LookupCardParts> }) {
  const { t, language } = useText();
  const shown = unmask(LookupCardParts, lookup);
  const { state, subject } = shown;
  return (
    <Card component="article" withBorder padding="lg" className={classes.card ?? ''}>
      <Stack gap={8}>
        <Group gap="xs">
          <LookupStateBadge state={state} />
          {(shown.canApprove || shown.canOpen) && (
            <Badge tt="none" radius="sm">
              {t(shown.canOpen ? 'lookups:youCanOpen' : 'lookups:youCanApprove')}
            </Badge>
          )}
        </Group>
        <Title order={2} size="h3">
          <Link to={`/operations/lookups/${shown.id}`} className={classes.link ?? ''}>
            {subject
              ? t('lookups:cardTitle', {
                  who: subjectName(shown, t),
                  title: subject.title || t('lookups:subject.gone'),
                })
              : subjectName(shown, t)}
          </Link>
        </Title>
        <Text size="sm">
          {t(`lookups:reasons.${shown.reason}`)} · {shown.caseReference}
        </Text>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            {t('lookups:requestedBy', {
              name: shown.requestedBy.name,
              time: formatMoment(shown.requestedAt, language),
            })}
          </Text>
          {isLive(state) && (
            <Text size="sm" c="dimmed">
              {t('lookups:expires')} <TimeLeft until={shown.expiresAt} />
            </Text>
          )}
        </Group>
      </Stack>
    </Card>
  );
}
