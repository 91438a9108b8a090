import { Button, Card, Group, Stack, Text } from '@mantine/core';
import {
  IconCircleCheck,
  IconFlag,
  IconGavel,
  IconPencil,
  IconQuote,
  IconThumbUp,
  IconThumbUpFilled,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { AnswerPartsFragment } from '../../graphql/physician/graphql.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { MarkdownText } from '../../ui/markdown.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { Byline, BylineParts, bylineName } from '../bylines/byline.tsx';
import { PostTime } from '../consultations/post-time.tsx';
import { SolvedBadge } from '../consultations/solved-badge.tsx';
import { Tombstone } from '../consultations/tombstone.tsx';
import { DecisionNotice } from '../decisions/decision-notice.tsx';
import { hasDraft } from '../drafts/draft-store.ts';
import { FlagDialog } from '../flags/flag-dialog.tsx';
import { HeldNotice } from '../hold-back/held-notice.tsx';
import { usePublishAnswer } from '../hold-back/use-publish-now.ts';
import { PostImages } from '../images/own/post-images.tsx';
import { RedactionNotice } from '../redactions/redaction-notice.tsx';
import { useViewer } from '../session/session-context.ts';
import { WaitingEditNotice } from '../waiting-edits/waiting-edit-notice.tsx';
import { DeleteAnswer, MarkHelpful, UnmarkHelpful } from './answer-commands.ts';
import { AnswerEditor } from './answer-editor.tsx';
import classes from './answer-item.module.css';

export const AnswerParts = graphql(`
  fragment AnswerParts on Answer {
    id
    body
    version
    helpfulCount
    isMine
    markedHelpful
    images {
      id
      ...ImageParts
    }
    postedAt
    editedAt
    editedByModeration
    visibility
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
    quoted {
      id
      excerpt
      visibility
      byline {
        ...BylineParts
      }
    }
  }
`);

/** What the answer form needs to quote an answer. */
export interface Quotable {
  id: string;
  name: string;
}

interface Props {
  answer: FragmentType<typeof AnswerParts>;
  solvedThis: boolean;
  /** The consultation takes answers and changes of them. */
  open: boolean;
  onQuote(quotable: Quotable): void;
  /** Given to the asker of an open question. */
  onSolve?: ((answerId: string) => void) | undefined;
}

/** One answer, with what the viewer may do with it. Its anchor is #answer-<id>. */
export function AnswerItem({ answer, solvedThis, open, onQuote, onSolve }: Props) {
  const { t } = useText();
  const viewer = useViewer();
  const shown = unmask(AnswerParts, answer);
  const byline = unmask(BylineParts, shown.byline);
  const gone = shown.visibility === 'DELETED' || shown.visibility === 'WITHDRAWN';
  const [editing, setEditing] = useState(
    () => hasDraft(viewer.id, `edit.${shown.id}`) && shown.isMine && !gone,
  );
  const name = bylineName(byline, t);
  const publish = usePublishAnswer(shown.id);

  return (
    <Card
      component="article"
      id={`answer-${shown.id}`}
      tabIndex={-1}
      withBorder
      p={{ base: 'md', sm: 'lg' }}
      aria-label={t('answers:by', { name })}
      className={classes.answer ?? ''}
      data-solved={solvedThis || undefined}
    >
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Byline byline={byline} isMine={shown.isMine} />
          {!shown.held && <PostTime post={shown} href={`#answer-${shown.id}`} />}
        </Group>
        {shown.held && <HeldNotice held={shown.held} publish={publish} />}
        {solvedThis && <SolvedBadge label={t('answers:solvedThis')} />}
        {shown.visibility === 'HIDDEN' && (
          <Text size="sm" fw={600} c="orange">
            {t('consultations:hiddenForOthers')}
          </Text>
        )}
        {gone ? (
          <Tombstone visibility={shown.visibility} isMine={shown.isMine} />
        ) : (
          <>
            {shown.quoted && <Quote quoted={shown.quoted} />}
            {editing ? (
              <AnswerEditor answer={shown} onDone={() => setEditing(false)} />
            ) : (
              <MarkdownText>{shown.body}</MarkdownText>
            )}
            {shown.images.length > 0 && <PostImages images={shown.images} />}
          </>
        )}
        {shown.waitingEdit && (
          <WaitingEditNotice
            edit={shown.waitingEdit}
            post={{ body: shown.body }}
            of={{ answerId: shown.id }}
          />
        )}
        {shown.redaction && (
          <RedactionNotice redaction={shown.redaction} post={{ title: null, body: shown.body }} />
        )}
        {shown.decisions.map((decision) => (
          <DecisionNotice key={decision.id} decision={decision} />
        ))}
        {!gone && !editing && (
          <AnswerActions
            answer={shown}
            name={name}
            open={open}
            onQuote={onQuote}
            onSolve={onSolve}
            onEdit={() => setEditing(true)}
          />
        )}
      </Stack>
    </Card>
  );
}

function Quote({ quoted }: { quoted: NonNullable<AnswerPartsFragment['quoted']> }) {
  const { t } = useText();
  return (
    <blockquote className={classes.quote}>
      <Text size="sm" fw={600}>
        <a href={`#answer-${quoted.id}`}>{bylineName(unmask(BylineParts, quoted.byline), t)}</a>
      </Text>
      {quoted.visibility === 'VISIBLE' ? (
        <Text size="sm" lineClamp={4} style={{ whiteSpace: 'pre-line' }}>
          {quoted.excerpt}
        </Text>
      ) : (
        <Text size="sm" c="dimmed" fs="italic">
          {t('answers:quotedGone')}
        </Text>
      )}
    </blockquote>
  );
}

interface ActionProps {
  answer: AnswerPartsFragment;
  name: string;
  open: boolean;
  onQuote(quotable: Quotable): void;
  onSolve?: ((answerId: string) => void) | undefined;
  onEdit(): void;
}

function AnswerActions({ answer, name, open, onQuote, onSolve, onEdit }: ActionProps) {
  const { t } = useText();
  const viewer = useViewer();
  const [flagging, setFlagging] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const mark = useCommand(MarkHelpful, 'markHelpful');
  const unmark = useCommand(UnmarkHelpful, 'unmarkHelpful');
  const remove = useCommand(DeleteAnswer, 'deleteAnswer');
  const visible = answer.visibility === 'VISIBLE';

  async function toggleHelpful() {
    mark.clear();
    unmark.clear();
    await (answer.markedHelpful ? unmark : mark).run({ answerId: answer.id });
  }

  return (
    <>
      <Group gap={6} className={classes.actions ?? ''}>
        {answer.isMine ? (
          answer.helpfulCount > 0 && (
            <Text size="sm" c="dimmed" mr="xs">
              {t('answers:helpfulCount', { count: answer.helpfulCount })}
            </Text>
          )
        ) : (
          <Button
            variant={answer.markedHelpful ? 'light' : 'subtle'}
            color={answer.markedHelpful ? 'petrol' : 'gray'}
            size="compact-md"
            fw={500}
            aria-pressed={answer.markedHelpful}
            aria-label={t('answers:helpfulLabel', { count: answer.helpfulCount })}
            leftSection={
              answer.markedHelpful ? (
                <IconThumbUpFilled size={17} aria-hidden />
              ) : (
                <IconThumbUp size={17} aria-hidden />
              )
            }
            loading={mark.busy || unmark.busy}
            disabled={!visible}
            onClick={toggleHelpful}
          >
            {t('answers:helpful')}
            {answer.helpfulCount > 0 && ` ${answer.helpfulCount}`}
          </Button>
        )}
        {open && visible && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            fw={500}
            leftSection={<IconQuote size={17} aria-hidden />}
            onClick={() => onQuote({ id: answer.id, name })}
          >
            {t('answers:quote')}
          </Button>
        )}
        {onSolve && visible && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            fw={500}
            leftSection={<IconCircleCheck size={17} aria-hidden />}
            onClick={() => onSolve(answer.id)}
          >
            {t('answers:solves')}
          </Button>
        )}
        {answer.isMine ? (
          <>
            {((open && visible) || answer.held) && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-md"
                fw={500}
                leftSection={<IconPencil size={17} aria-hidden />}
                onClick={onEdit}
              >
                {t('consultations:edit')}
              </Button>
            )}
            <Button
              variant="subtle"
              color="gray"
              size="compact-md"
              fw={500}
              leftSection={<IconTrash size={17} aria-hidden />}
              onClick={() => setDeleting(true)}
            >
              {t('consultations:delete')}
            </Button>
          </>
        ) : (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            fw={500}
            leftSection={<IconFlag size={17} aria-hidden />}
            onClick={() => setFlagging(true)}
          >
            {t('flags:flag')}
          </Button>
        )}
        {viewer.isModerator && !answer.isMine && (
          <Button
            component={Link}
            to={`/moderation/open?answer=${answer.id}`}
            variant="subtle"
            color="gray"
            size="compact-md"
            fw={500}
            leftSection={<IconGavel size={17} aria-hidden />}
          >
            {t('consultations:moderate')}
          </Button>
        )}
      </Group>
      <SetbackAlert setback={mark.setback ?? unmark.setback} />
      <FlagDialog opened={flagging} post={{ answerId: answer.id }} onClose={() => setFlagging(false)} />
      <ConfirmDialog
        opened={deleting}
        title={t('answers:deleteTitle')}
        confirmLabel={t('consultations:delete')}
        dangerous
        busy={remove.busy}
        onCancel={() => setDeleting(false)}
        onConfirm={async () => {
          if (await remove.run({ id: answer.id })) setDeleting(false);
        }}
      >
        <Text>{t(answer.held ? 'holdBack:deleteText' : 'answers:deleteText')}</Text>
        <SetbackAlert setback={remove.setback} />
      </ConfirmDialog>
    </>
  );
}
