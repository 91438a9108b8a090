import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { HourTime } from '../../ui/hour-time.tsx';
import { Byline, BylineParts } from '../bylines/byline.tsx';
import classes from './consultation-card.module.css';
import { QuestionBadges } from './question-badges.tsx';
import { Tombstone } from './tombstone.tsx';

export const ConsultationCardParts = graphql(`
  fragment ConsultationCardParts on Consultation {
    id
    title
    excerpt
    kind
    tags
    answerCount
    solved
    locked
    isMine
    visibility
    postedAt
    lastActivityAt
    specialty {
      code
      sv
      en
    }
    byline {
      ...BylineParts
    }
  }
`);

interface Props {
  consultation: FragmentType<typeof ConsultationCardParts>;
  /** The time shown: of the question, or of the newest thing in it. */
  time: 'posted' | 'activity';
}

/** One question in a list. The whole card leads to it; the title is the link. */
export function ConsultationCard({ consultation, time }: Props) {
  const { t, language } = useText();
  const shown = unmask(ConsultationCardParts, consultation);
  const gone = shown.visibility === 'DELETED' || shown.visibility === 'WITHDRAWN';
  return (
    <Card component="article" withBorder p={{ base: 'md', sm: 'lg' }} className={classes.card ?? ''}>
      <Stack gap={8}>
        <Text size="sm" c="dimmed">
          {t(`consultations:kind.${shown.kind}`)} · {shown.specialty[language]}
        </Text>
        <Title order={2} size="h3" className={classes.title ?? ''}>
          {/* A held question has no address of its own: nobody but its author could have visited it. */}
          <Link
            to={shown.visibility === 'HELD' ? '/mine' : `/consultations/${shown.id}`}
            className={classes.link ?? ''}
          >
            {gone ? t('consultations:untitled') : shown.title}
          </Link>
        </Title>
        {gone ? (
          <Tombstone visibility={shown.visibility} isMine={shown.isMine} />
        ) : (
          <Text lineClamp={3} className={classes.excerpt ?? ''}>
            {shown.excerpt}
          </Text>
        )}
        <QuestionBadges question={shown}>
          {shown.visibility === 'HELD' && (
            <Badge color="petrol" variant="light" tt="none" radius="sm">
              {t('holdBack:waiting')}
            </Badge>
          )}
          {shown.visibility === 'HIDDEN' && (
            <Badge color="orange" variant="light" tt="none" radius="sm">
              {t('consultations:hidden')}
            </Badge>
          )}
        </QuestionBadges>
        <Group justify="space-between" gap="xs" mt={2}>
          <Byline byline={unmask(BylineParts, shown.byline)} ofQuestion isMine={shown.isMine} />
          <Group gap="md">
            <Group gap={5} wrap="nowrap">
              <IconMessageCircle size={17} aria-hidden />
              <Text size="sm">{t('consultations:answers', { count: shown.answerCount })}</Text>
            </Group>
            <Text size="sm" c="dimmed" hidden={shown.visibility === 'HELD'}>
              <HourTime at={time === 'posted' ? shown.postedAt : shown.lastActivityAt} />
            </Text>
          </Group>
        </Group>
      </Stack>
    </Card>
  );
}
