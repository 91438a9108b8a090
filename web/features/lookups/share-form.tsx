import { Box, Button, FileInput, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { IconFileCertificate, IconKey } from '@tabler/icons-react';
import { type DragEvent, type FormEvent, type ReactNode, useState } from 'react';
import { useText } from '../../locales/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import classes from './share-form.module.css';

interface Props {
  submitLabel: string;
  /** What is going on, where something is. */
  progress: string | null;
  /** What came of the last try. */
  problem: ReactNode;
  /** Asked before the share is used, where that cannot be undone. */
  confirmation?: { title: string; text: string };
  /** Resolves true when it has been used; then the file is let go too. */
  onSubmit(file: File, passphrase: string): Promise<boolean>;
}

/**
 * A share file and its passphrase. Both stay in this form's memory; the passphrase is cleared with every try, the file
 * when it has served. Nothing is named or kept as a password that the browser could offer to save.
 */
export function ShareForm({ submitLabel, progress, problem, confirmation, onSubmit }: Props) {
  const { t } = useText();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [over, setOver] = useState(false);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) setFile(dropped);
  }

  async function use() {
    if (!file) return;
    setAsking(false);
    setTried(false);
    const phrase = passphrase;
    setPassphrase('');
    if (await onSubmit(file, phrase)) setFile(null);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    if (!file || !passphrase) return focusInvalid(event.currentTarget);
    if (confirmation) setAsking(true);
    else void use();
  }

  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Stack gap="md">
        <Box
          className={classes.drop ?? ''}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <FileInput
            size="md"
            label={t('lookups:share.file')}
            description={t('lookups:share.fileHelp')}
            placeholder={t('lookups:share.choose')}
            leftSection={<IconFileCertificate size={20} aria-hidden />}
            clearable
            clearButtonProps={{ 'aria-label': t('common:clear') }}
            value={file}
            disabled={progress !== null}
            error={tried && !file ? t('lookups:share.fileMissing') : undefined}
            onChange={setFile}
          />
        </Box>
        <PasswordInput
          label={t('lookups:share.passphrase')}
          description={t('lookups:share.passphraseHelp')}
          autoComplete="off"
          data-1p-ignore
          data-lpignore="true"
          data-bwignore
          spellCheck={false}
          value={passphrase}
          disabled={progress !== null}
          error={tried && !passphrase ? t('lookups:share.passphraseMissing') : undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('lookups:share.show') }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {problem}
        <Group gap="md">
          <Button type="submit" loading={progress !== null} leftSection={<IconKey size={18} aria-hidden />}>
            {submitLabel}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {progress}
          </Text>
        </Group>
      </Stack>
      {confirmation && (
        <ConfirmDialog
          opened={asking}
          title={confirmation.title}
          confirmLabel={submitLabel}
          onConfirm={() => void use()}
          onCancel={() => setAsking(false)}
        >
          {confirmation.text}
        </ConfirmDialog>
      )}
    </form>
  );
}
