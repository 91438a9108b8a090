import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconPencilQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { HourTime } from '../../ui/hour-time.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { TextDifference } from '../moderation/text-difference.tsx';

const WaitingEditParts = graphql(`
  fragment WaitingEditParts on WaitingEdit {
    id
    title
    body
    tags
    savedAt
  }
`);

const WithdrawEdit = graphql(`
  mutation WithdrawEdit($input: WithdrawEditInput!) {
    withdrawEdit(input: $input) {
      __typename
      ... on EditWithdrawn {
        consultation {
          id
          ...QuestionParts
        }
        answer {
          id
          ...AnswerParts
        }
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

interface Props {
  edit: FragmentType<typeof WaitingEditParts>;
  /** An answer has neither title nor tags. */
  post: { body: string; title?: string; tags?: readonly string[] };
  /** Which post it is. */
  of: { consultationId: string } | { answerId: string };
}

/** The author's text that waits for a moderator, beside what stands there. */
export function WaitingEditNotice({ edit, post, of }: Props) {
  const { t } = useText();
  const { title, body, tags, savedAt } = unmask(WaitingEditParts, edit);
  const { run, busy, setback } = useCommand(WithdrawEdit, 'withdrawEdit');
  const [withdrawing, setWithdrawing] = useState(false);
  const fields = [
    ['titleField', post.title ?? '', title ?? ''],
    ['bodyField', post.body, body],
    ['tagsField', (post.tags ?? []).join(', '), tags.join(', ')],
  ] as const;
  return (
    <Alert color="petrol" icon={<IconPencilQuestion aria-hidden />} title={t('waiting-edits:title')}>
      <Stack gap="xs">
        <Text size="sm">{t('waiting-edits:text')}</Text>
        {fields.map(
          ([field, now, wanted]) =>
            now !== wanted && (
              <section key={field} aria-label={t(`waiting-edits:${field}`)}>
                <Text fw={600} size="sm" mb={4} aria-hidden>
                  {t(`waiting-edits:${field}`)}
                </Text>
                <TextDifference before={now} after={wanted} />
              </section>
            ),
        )}
        <Button
          size="sm"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setWithdrawing(true)}
        >
          {t('waiting-edits:withdraw')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('waiting-edits:onlyYou')} · <HourTime at={savedAt} />
        </Text>
      </Stack>
      <ConfirmDialog
        opened={withdrawing}
        title={t('waiting-edits:withdrawTitle')}
        confirmLabel={t('waiting-edits:withdraw')}
        busy={busy}
        onCancel={() => setWithdrawing(false)}
        onConfirm={() => void run({ input: of })}
      >
        <Text>{t('waiting-edits:withdrawText')}</Text>
        <SetbackAlert setback={setback} />
      </ConfirmDialog>
    </Alert>
  );
}
