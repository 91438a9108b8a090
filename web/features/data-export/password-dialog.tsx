import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../locales/i18n.ts';
import type { Setback } from '../../ui/problems.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  busy: boolean;
  setback: Setback | null;
  /** True: it was right, and the dialog closes. */
  onPassword: (password: string) => Promise<boolean>;
}

/** Asks for the password again. What was typed is forgotten when the dialog closes. */
export function PasswordDialog({ opened, onClose, busy, setback, onPassword }: Props) {
  const { t } = useText();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);

  function close() {
    setPassword('');
    setTried(false);
    onClose();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (password !== '' && (await onPassword(password))) close();
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('dataExport:passwordTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{t('dataExport:passwordText')}</Text>
          <PasswordInput
            data-autofocus
            name="password"
            autoComplete="current-password"
            label={t('dataExport:password')}
            value={password}
            error={tried && password === '' ? t('common:required') : undefined}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
          />
          <SetbackAlert setback={setback} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('dataExport:submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
