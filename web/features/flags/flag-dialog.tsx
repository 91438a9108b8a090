import { Alert, Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { FlagReason } from '../../graphql/physician/graphql.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';

const FlagPost = graphql(`
  mutation FlagPost($input: FlagPostInput!) {
    flagPost(input: $input) {
      __typename
      ... on Flagged {
        received
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

const reasons: readonly FlagReason[] = [
  'PATIENT_IDENTIFIABLE',
  'MISLEADING',
  'DISRESPECTFUL',
  'ADVERTISING',
  'OFF_TOPIC',
  'OTHER',
];
const fields = ['reason', 'note'] as const;

interface Props {
  opened: boolean;
  /** Exactly one of the two. */
  post: { consultationId: string } | { answerId: string };
  onClose(): void;
}

/** Reports a post to the moderators. The author is not told who reported it. */
export function FlagDialog({ opened, post, onClose }: Props) {
  const { t } = useText();
  const { run, busy, setback, clear } = useCommand(FlagPost, 'flagPost');
  const [reason, setReason] = useState<FlagReason | null>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [received, setReceived] = useState(false);
  const errors = fieldErrorsOf(setback, fields);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!reason) return setMissing(true);
    const done = await run({ input: { ...post, reason, note: note.trim() } });
    if (done) setReceived(true);
  }

  function close() {
    onClose();
    clear();
    if (!received) return;
    setReceived(false);
    setReason(null);
    setNote('');
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('flags:title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {received ? (
        <Stack>
          <Alert color="petrol" role="status">
            {t('flags:received')}
          </Alert>
          <Group justify="flex-end">
            <Button onClick={close}>{t('common:close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Radio.Group
              label={t('flags:reason')}
              value={reason}
              error={missing ? t('flags:chooseReason') : errors.reason}
              onChange={(value) => {
                setMissing(false);
                setReason(reasons.find((known) => known === value) ?? null);
              }}
            >
              <Stack gap="xs" mt="xs">
                {reasons.map((known) => (
                  <Radio key={known} value={known} label={t(`flags:reasons.${known}`)} />
                ))}
              </Stack>
            </Radio.Group>
            <Textarea
              label={t(reason === 'OTHER' ? 'flags:noteForOther' : 'flags:note')}
              description={t('flags:noteHelp')}
              autosize
              minRows={2}
              maxRows={8}
              value={note}
              error={errors.note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <SetbackAlert setback={setback} fields={fields} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" loading={busy}>
                {t('flags:submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
