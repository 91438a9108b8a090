import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { QuestionPartsFragment } from '../../graphql/physician/graphql.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownText } from '../../ui/markdown.tsx';
import { Byline, BylineParts } from '../bylines/byline.tsx';
import { DecisionNotice } from '../decisions/decision-notice.tsx';
import { hasDraft } from '../drafts/draft-store.ts';
import { HeldNotice } from '../hold-back/held-notice.tsx';
import { usePublishConsultation } from '../hold-back/use-publish-now.ts';
import { PostImages } from '../images/own/post-images.tsx';
import { RedactionNotice } from '../redactions/redaction-notice.tsx';
import { useViewer } from '../session/session-context.ts';
import { WaitingEditNotice } from '../waiting-edits/waiting-edit-notice.tsx';
import { PostTime } from './post-time.tsx';
import { QuestionActions } from './question-actions.tsx';
import { QuestionBadges } from './question-badges.tsx';
import { QuestionEditor } from './question-editor.tsx';
import { Tombstone } from './tombstone.tsx';

export const QuestionParts = graphql(`
  fragment QuestionParts on Consultation {
    id
    title
    body
    version
    kind
    tags
    solved
    solvedByAnswerId
    locked
    resting
    isMine
    visibility
    images {
      id
      ...ImageParts
    }
    postedAt
    editedAt
    editedByModeration
    specialty {
      code
      sv
      en
    }
    byline {
      ...BylineParts
    }
    decisions {
      id
      ...DecisionParts
    }
    held {
      ...HeldParts
    }
    redaction {
      id
      ...RedactionParts
    }
    waitingEdit {
      id
      ...WaitingEditParts
    }
  }
`);

export const isGone = (visibility: QuestionPartsFragment['visibility']): boolean =>
  visibility === 'DELETED' || visibility === 'WITHDRAWN';

interface Props {
  consultation: FragmentType<typeof QuestionParts>;
  /** 1 on a page of its own. */
  level?: 1 | 3;
}

/** A whole question, with what the viewer may do with it. */
export function Question({ consultation, level = 1 }: Props) {
  const { t, language } = useText();
  const viewer = useViewer();
  const shown = unmask(QuestionParts, consultation);
  const gone = isGone(shown.visibility);
  const [editing, setEditing] = useState(
    () => hasDraft(viewer.id, `edit.${shown.id}`) && shown.isMine && !gone,
  );
  const title = gone ? t('consultations:untitled') : shown.title;
  const publish = usePublishConsultation(shown.id);

  return (
    <Card component="article" withBorder p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="md">
        <Stack gap={6}>
          <Text size="sm" c="dimmed">
            {t(`consultations:kind.${shown.kind}`)} · {shown.specialty[language]}
          </Text>
          {!editing && (
            <Title order={level} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
          )}
          <Group justify="space-between" gap="xs">
            <Byline byline={unmask(BylineParts, shown.byline)} ofQuestion isMine={shown.isMine} />
            {!shown.held && <PostTime post={shown} />}
          </Group>
        </Stack>
        {shown.held && <HeldNotice held={shown.held} publish={publish} />}
        {shown.visibility === 'HIDDEN' && (
          <Alert color="orange" icon={<IconEyeOff aria-hidden />}>
            {t('consultations:hiddenForOthers')}
          </Alert>
        )}
        {gone ? (
          <Tombstone visibility={shown.visibility} isMine={shown.isMine} />
        ) : editing ? (
          <QuestionEditor question={shown} onDone={() => setEditing(false)} />
        ) : (
          <MarkdownText>{shown.body}</MarkdownText>
        )}
        {!gone && shown.images.length > 0 && <PostImages images={shown.images} />}
        {!editing && (shown.tags.length > 0 || shown.solved || shown.locked) && (
          <QuestionBadges question={shown} />
        )}
        {shown.waitingEdit && (
          <WaitingEditNotice edit={shown.waitingEdit} post={shown} of={{ consultationId: shown.id }} />
        )}
        {shown.redaction && <RedactionNotice redaction={shown.redaction} post={shown} />}
        {shown.decisions.map((decision) => (
          <DecisionNotice key={decision.id} decision={decision} />
        ))}
        {!gone && !editing && <QuestionActions question={shown} onEdit={() => setEditing(true)} />}
      </Stack>
    </Card>
  );
}
