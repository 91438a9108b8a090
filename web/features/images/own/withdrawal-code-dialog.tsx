import { Button, Group, Modal, Portal, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../../app/apollo/use-command.ts';
import { useText } from '../../../locales/i18n.ts';
import { SetbackAlert } from '../../../ui/setback-alert.tsx';
import { NewWithdrawalCode } from './own-image-commands.ts';

/** Makes the code with which a patient can take an image away, and shows it once. It is nowhere but on this page. */
export function WithdrawalCodeDialog({ imageId, onClose }: { imageId: string; onClose(): void }) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(NewWithdrawalCode, 'newWithdrawalCode', 'no-cache');
  const [code, setCode] = useState<string | null>(null);
  const address = `${window.location.origin}/withdraw-image`;

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('images:code.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        {code === null ? (
          <Text>{t('images:code.text')}</Text>
        ) : (
          <Stack gap={6} role="status">
            <Text>{t('images:code.shownOnce')}</Text>
            <Text
              ff="monospace"
              fz={{ base: 'md', xs: 'xl' }}
              fw={650}
              ta="center"
              p="sm"
              bd="1px solid var(--mantine-color-default-border)"
              bdrs="md"
              style={{ overflowWrap: 'anywhere' }}
            >
              {code}
            </Text>
            <Text size="sm">{t('images:code.where', { address })}</Text>
          </Stack>
        )}
        <SetbackAlert setback={setback} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(code === null ? 'common:cancel' : 'common:close')}
          </Button>
          {code === null ? (
            <Button
              loading={busy}
              onClick={async () => {
                const made = await run({ id: imageId });
                if (made) setCode(made.code);
              }}
            >
              {t('images:code.make')}
            </Button>
          ) : (
            <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
              {t('consentForm:print')}
            </Button>
          )}
        </Group>
      </Stack>
      {code !== null && (
        <Portal target={document.body}>
          <div data-print-only>
            <h2>{t('consentForm:part2')}</h2>
            <p>{t('consentForm:how')}</p>
            <p>
              <strong>{address}</strong>
            </p>
            <p style={{ fontFamily: 'monospace', fontSize: '1.5rem' }}>{code}</p>
            <p>{t('consentForm:keep')}</p>
          </div>
        </Portal>
      )}
    </Modal>
  );
}
