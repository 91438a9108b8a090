import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { excerptOf } from '../../../markdown/plain-text.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { HourTime } from '../../ui/hour-time.tsx';
import { Byline } from '../bylines/byline.tsx';
import { Tombstone } from '../consultations/tombstone.tsx';
import { CustodyBadge, PostBadges, ReasonBadges, WaitBadge, WaitingEditBadge } from './case-badges.tsx';
import { CaseBylineParts } from './case-byline.ts';
import classes from './case-card.module.css';

const CaseCardParts = graphql(`
  fragment CaseCardParts on ModerationCase {
    id
    state
    openedAt
    taken
    takenByMe
    flags {
      id
      reason
    }
    decisions {
      id
      action
      decidedAt
    }
    post {
      id
      kind
      title
      body
      visibility
      locked
      waitingEdit {
        id
      }
      byline {
        ...CaseBylineParts
      }
    }
  }
`);

/** One case in the queue. The whole card leads to it; the title is the link. */
export function CaseCard({ item }: { item: FragmentType<typeof CaseCardParts> }) {
  const { t } = useText();
  const shown = unmask(CaseCardParts, item);
  const { post, flags } = shown;
  const isReview = shown.decisions.some(({ action }) => action === 'ACCEPT_EDIT' || action === 'REFUSE_EDIT');
  const gone = post.visibility === 'DELETED' || post.visibility === 'WITHDRAWN';
  const title = post.title || t('consultations:untitled');
  return (
    <Card component="article" withBorder padding="lg" className={classes.card ?? ''}>
      <Stack gap={10}>
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            {post.waitingEdit && <WaitingEditBadge />}
            {(flags.length > 0 || !(post.waitingEdit || isReview)) && (
              <ReasonBadges reasons={flags.map(({ reason }) => reason)} />
            )}
          </Group>
          <Group gap="xs">
            <PostBadges post={post} />
            <CustodyBadge taken={shown.taken} takenByMe={shown.takenByMe} />
          </Group>
        </Group>
        <Title order={2} size="h3">
          <Link to={`/moderation/cases/${shown.id}`} className={classes.link ?? ''}>
            {post.kind === 'ANSWER' ? t('moderation:answerTo', { title }) : title}
          </Link>
        </Title>
        {gone ? (
          <Tombstone visibility={post.visibility} isMine={false} />
        ) : (
          <Text lineClamp={3} className={classes.excerpt ?? ''}>
            {excerptOf(post.body)}
          </Text>
        )}
        <Group justify="space-between" gap="xs">
          <Byline byline={unmask(CaseBylineParts, post.byline)} />
          <CaseTime item={shown} />
        </Group>
      </Stack>
    </Card>
  );
}

/** How long it has waited, or when and how it was last decided. */
function CaseTime({
  item,
}: {
  item: {
    state: 'OPEN' | 'DECIDED';
    openedAt: string;
    decisions: ReadonlyArray<{ action: keyof typeof outcomes; decidedAt: string }>;
  };
}) {
  const { t } = useText();
  const latest = item.decisions.reduce<(typeof item.decisions)[number] | null>(
    (last, decision) => (last === null || decision.decidedAt >= last.decidedAt ? decision : last),
    null,
  );
  if (item.state === 'DECIDED' && latest) {
    return (
      <Text size="sm" c="dimmed">
        {t(outcomes[latest.action])} · <HourTime at={latest.decidedAt} />
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {t('moderation:arrived')} <HourTime at={item.openedAt} />
      </Text>
      <WaitBadge since={item.openedAt} />
    </Group>
  );
}

const outcomes = {
  HIDE: 'moderation:outcome.HIDE',
  UNHIDE: 'moderation:outcome.UNHIDE',
  EDIT: 'moderation:outcome.EDIT',
  DELETE: 'moderation:outcome.DELETE',
  LOCK: 'moderation:outcome.LOCK',
  UNLOCK: 'moderation:outcome.UNLOCK',
  WARN: 'moderation:outcome.WARN',
  SUSPEND: 'moderation:outcome.SUSPEND',
  LIFT: 'moderation:outcome.LIFT',
  PROPOSE_REDACTION: 'moderation:outcome.PROPOSE_REDACTION',
  ACCEPT_EDIT: 'moderation:outcome.ACCEPT_EDIT',
  REFUSE_EDIT: 'moderation:outcome.REFUSE_EDIT',
  REMOVE_IMAGE: 'moderation:outcome.REMOVE_IMAGE',
  BLUR_IMAGE: 'moderation:outcome.BLUR_IMAGE',
  UNBLUR_IMAGE: 'moderation:outcome.UNBLUR_IMAGE',
  DISMISS: 'moderation:outcome.DISMISS',
} as const;
