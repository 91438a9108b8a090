import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { excerptOf } from '../../../markdown/plain-text.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { HourTime } from '../../ui/hour-time.tsx';
import { appealedAct } from './appealed-act.ts';
import { WaitBadge } from './case-badges.tsx';
import classes from './case-card.module.css';

const AppealCardParts = graphql(`
  fragment AppealCardParts on ModeratedAppeal {
    id
    state
    text
    appealedAt
    ruledAt
    decision {
      id
      action
    }
    case {
      id
      post {
        id
        kind
        title
      }
    }
  }
`);

/** One appeal in the list. The whole card leads to it; the title is the link. */
export function AppealCard({ appeal }: { appeal: FragmentType<typeof AppealCardParts> }) {
  const { t } = useText();
  const shown = unmask(AppealCardParts, appeal);
  const { post } = shown.case;
  const title = post.title || t('consultations:untitled');
  return (
    <Card component="article" withBorder padding="lg" className={classes.card ?? ''}>
      <Stack gap={10}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            {post.kind === 'ANSWER' ? t('moderation:answerTo', { title }) : title}
          </Text>
          {shown.state === 'PENDING' ? (
            <WaitBadge since={shown.appealedAt} />
          ) : (
            <Badge
              variant="light"
              tt="none"
              radius="sm"
              color={shown.state === 'OVERTURNED' ? 'petrol' : 'gray'}
            >
              {t(`appeals:moderator.state.${shown.state}`)}
            </Badge>
          )}
        </Group>
        <Title order={3}>
          <Link to={`/moderation/appeals/${shown.id}`} className={classes.link ?? ''}>
            {t(`appeals:moderator.title.${appealedAct(shown.decision.action)}`)}
          </Link>
        </Title>
        <Text lineClamp={3} className={classes.excerpt ?? ''}>
          {shown.text ? excerptOf(shown.text) : t('appeals:textGone')}
        </Text>
        <Text size="sm" c="dimmed">
          {t(shown.ruledAt ? 'appeals:ruled' : 'appeals:moderator.arrived')}{' '}
          <HourTime at={shown.ruledAt ?? shown.appealedAt} />
        </Text>
      </Stack>
    </Card>
  );
}
