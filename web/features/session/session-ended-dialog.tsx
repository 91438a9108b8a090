import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { currentLanguage, useText } from '../../locales/i18n.ts';
import { requestSignIn } from './auth-requests.ts';
import { findViewer, type Viewer } from './find-viewer.ts';
import { useWait } from './use-wait.ts';
import { WaitAlert } from './wait-alert.tsx';

interface Props {
  viewer: Viewer;
  /** Who is signed in at this browser instead; null: nobody. */
  other: Viewer | null;
  /** The same physician has signed in again: the page below goes on where it was. */
  onRenewed(found: Viewer): void;
  /** In the meantime somebody else signed in, in another tab. */
  onChanged(other: Viewer): void;
  onLeave(): Promise<void>;
}

/**
 * Lies over the page, which stays mounted with everything typed in it. Nothing of it can be seen where somebody else is
 * signed in by now.
 */
export function SessionEndedDialog({ viewer, other, onRenewed, onChanged, onLeave }: Props) {
  const { t } = useText();
  const names = { name: viewer.name, other: other?.name ?? '' };
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wait = useWait();

  async function renew(event: FormEvent) {
    event.preventDefault();
    if (wait.seconds > 0) return;
    setBusy(true);
    setProblem(null);
    try {
      const outcome = await requestSignIn({ email: viewer.email, password }, currentLanguage());
      if (outcome.kind === 'too-many') return wait.begin(outcome.retryAfterSeconds);
      if (outcome.kind !== 'signed-in') return setProblem(outcome.message);
      const found = await findViewer();
      if (found?.id === viewer.id) onRenewed(found);
      else if (found) onChanged(found);
      else setProblem(t('session:problem'));
    } catch {
      setProblem(t('session:problem'));
    } finally {
      setBusy(false);
    }
  }

  async function leave() {
    setBusy(true);
    try {
      await onLeave();
    } catch {
      setProblem(t('session:problem'));
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={other ? t('session:other.title', names) : t('session:ended.title')}
      {...(other ? { overlayProps: { backgroundOpacity: 1, color: 'var(--mantine-color-body)' } } : {})}
      zIndex={400}
    >
      <form onSubmit={renew}>
        <Stack>
          <Text>{other ? t('session:other.text', names) : t('session:ended.text')}</Text>
          <input type="text" name="username" autoComplete="username" value={viewer.email} readOnly hidden />
          <PasswordInput
            data-autofocus
            required
            withAsterisk={false}
            label={t('session:ended.passwordFor', { email: viewer.email })}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <WaitAlert wait={wait} />
          <Group justify="space-between">
            <Button
              variant="subtle"
              color="gray"
              onClick={other ? () => onChanged(other) : leave}
              disabled={busy}
            >
              {other ? t('session:other.leave', names) : t('session:ended.leave')}
            </Button>
            <Button type="submit" loading={busy} disabled={wait.seconds > 0}>
              {other ? t('session:other.go', names) : t('session:ended.go')}
            </Button>
          </Group>
          {other && (
            <Text size="sm" c="dimmed">
              {t('session:other.leaveHelp', names)}
            </Text>
          )}
        </Stack>
      </form>
    </Modal>
  );
}
