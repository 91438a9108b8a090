import { Button, Group, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCircleCheck,
  IconFlag,
  IconGavel,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { QuestionPartsFragment } from '../../graphql/physician/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { FlagDialog } from '../flags/flag-dialog.tsx';
import { useViewer } from '../session/session-context.ts';
import { DeleteConsultation, ReopenConsultation, SolveConsultation } from './consultation-commands.ts';

interface Props {
  question: Pick<QuestionPartsFragment, 'id' | 'isMine' | 'locked' | 'resting' | 'solved' | 'visibility'>;
  onEdit(): void;
}

const quiet = { variant: 'subtle', color: 'gray', size: 'compact-md', fw: 500 } as const;

/** What the viewer may do with a question: its asker closes, edits and deletes; others report or moderate. */
export function QuestionActions({ question, onEdit }: Props) {
  const { t } = useText();
  const viewer = useViewer();
  const [flagging, setFlagging] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const solve = useCommand(SolveConsultation, 'solveConsultation');
  const reopen = useCommand(ReopenConsultation, 'reopenConsultation');
  const remove = useCommand(DeleteConsultation, 'deleteConsultation');
  const { id, isMine, solved } = question;
  const visible = question.visibility === 'VISIBLE';
  const held = question.visibility === 'HELD';

  return (
    <>
      <Group gap={6} mx={-8}>
        {isMine &&
          visible &&
          (solved ? (
            <Button
              {...quiet}
              leftSection={<IconArrowBackUp size={17} aria-hidden />}
              loading={reopen.busy}
              onClick={() => void reopen.run({ id })}
            >
              {t('consultations:reopen')}
            </Button>
          ) : (
            <Button
              {...quiet}
              leftSection={<IconCircleCheck size={17} aria-hidden />}
              loading={solve.busy}
              onClick={() => void solve.run({ id })}
            >
              {t('consultations:solve')}
            </Button>
          ))}
        {isMine && ((visible && !question.locked && !question.resting) || held) && (
          <Button {...quiet} leftSection={<IconPencil size={17} aria-hidden />} onClick={onEdit}>
            {t('consultations:edit')}
          </Button>
        )}
        {/* A hidden question is not its asker's to withdraw: its tombstone would bring the answers back. */}
        {isMine && (visible || held) && (
          <Button
            {...quiet}
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            {t('consultations:delete')}
          </Button>
        )}
        {!isMine && (
          <Button
            {...quiet}
            leftSection={<IconFlag size={17} aria-hidden />}
            onClick={() => setFlagging(true)}
          >
            {t('flags:flag')}
          </Button>
        )}
        {viewer.isModerator && !isMine && (
          <Button
            {...quiet}
            component={Link}
            to={`/moderation/open?consultation=${id}`}
            leftSection={<IconGavel size={17} aria-hidden />}
          >
            {t('consultations:moderate')}
          </Button>
        )}
      </Group>
      <SetbackAlert setback={solve.setback ?? reopen.setback} />
      <FlagDialog opened={flagging} post={{ consultationId: id }} onClose={() => setFlagging(false)} />
      <ConfirmDialog
        opened={deleting}
        title={t('consultations:deleteTitle')}
        confirmLabel={t('consultations:delete')}
        dangerous
        busy={remove.busy}
        onCancel={() => setDeleting(false)}
        onConfirm={async () => {
          if (await remove.run({ id })) setDeleting(false);
        }}
      >
        <Text>{t(held ? 'holdBack:deleteText' : 'consultations:deleteText')}</Text>
        <SetbackAlert setback={remove.setback} />
      </ConfirmDialog>
    </>
  );
}
