import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { deleteDraftsOf } from '../drafts/draft-store.ts';
import { useSession, useViewer } from '../session/session-context.ts';
import { exactTime } from './exact-time.ts';
import { ReceiptCode } from './receipt-code.tsx';

const RequestErasure = graphql(`
  mutation RequestErasure($password: String!) {
    requestErasure(password: $password) {
      __typename
      ... on ErasureRequested {
        code
        startsAt
        started
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

interface Requested {
  code: string;
  startsAt: string;
  started: boolean;
}

interface Props {
  opened: boolean;
  onClose(): void;
  /** It has been asked for and can still be called off. */
  onRequested(): void;
}

/** The second step: her password; and then the code, which does not close by accident. */
export function RequestErasureDialog({ opened, onClose, onRequested }: Props) {
  const { t } = useText();
  const { signOut } = useSession();
  const navigate = useNavigate();
  const [requested, setRequested] = useState<Requested | null>(null);

  async function finish() {
    if (!requested?.started) {
      setRequested(null);
      onRequested();
      return;
    }
    await signOut().catch(() => undefined);
    await navigate('/erasure');
  }

  return (
    <Modal
      // Also where it was closed before the answer came: the code is not shown twice.
      opened={opened || requested !== null}
      onClose={onClose}
      title={t(requested ? 'erasure:code.title' : 'erasure:dialog.title')}
      closeOnClickOutside={!requested}
      closeOnEscape={!requested}
      withCloseButton={!requested}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {requested ? (
        <CodeStep requested={requested} onSaved={() => void finish()} />
      ) : (
        <PasswordStep onClose={onClose} onRequested={setRequested} />
      )}
    </Modal>
  );
}

interface PasswordProps {
  onClose(): void;
  onRequested(requested: Requested): void;
}

/** Mounted anew each time the dialog opens. */
function PasswordStep({ onClose, onRequested }: PasswordProps) {
  const { t } = useText();
  const viewer = useViewer();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  // The code goes to this dialog alone.
  const { run, busy, setback } = useCommand(RequestErasure, 'requestErasure', 'no-cache');

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    if (password === '') return focusInvalid(currentTarget);
    const done = await run({ password });
    if (!done) return;
    if (done.started) deleteDraftsOf(viewer.id);
    onRequested(done);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{t('erasure:dialog.text')}</Text>
        <PasswordInput
          label={t('erasure:dialog.password')}
          autoComplete="current-password"
          data-autofocus
          value={password}
          error={tried && password === '' ? t('erasure:dialog.passwordMissing') : null}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <SetbackAlert setback={setback} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" color="red.8" loading={busy}>
            {t('erasure:dialog.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CodeStep({ requested, onSaved }: { requested: Requested; onSaved(): void }) {
  const { t, language } = useText();
  const { code, started, startsAt } = requested;
  return (
    <Stack>
      <Alert color={started ? 'orange' : 'petrol'} role="status">
        {started
          ? t('erasure:code.started')
          : t('erasure:code.starts', { time: exactTime(startsAt, language) })}
      </Alert>
      <Text>{t('erasure:code.text')}</Text>
      <ReceiptCode code={code} />
      <Group justify="flex-end">
        <Button onClick={onSaved}>{t('erasure:code.saved')}</Button>
      </Group>
    </Stack>
  );
}
