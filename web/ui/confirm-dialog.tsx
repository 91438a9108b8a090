import { Button, Group, getDefaultZIndex, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../locales/i18n.ts';

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** What the button does, as a verb. */
  confirmLabel: string;
  /** Red for what cannot be undone. */
  dangerous?: boolean;
  busy?: boolean;
  onConfirm(): void;
  onCancel(): void;
}

/** Above another dialog, whichever of the two was drawn first: it may be asked while an image is being prepared. */
const zIndex = getDefaultZIndex('modal') + 50;

/** Asks before something that cannot be undone. Escape, the cross and Cancel all mean no. */
export function ConfirmDialog({
  opened,
  title,
  children,
  confirmLabel,
  dangerous,
  busy,
  onConfirm,
  onCancel,
}: Props) {
  const { t } = useText();
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      zIndex={zIndex}
      title={title}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        {typeof children === 'string' ? <Text>{children}</Text> : children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel} disabled={busy ?? false}>
            {t('common:cancel')}
          </Button>
          <Button {...(dangerous ? { color: 'red.8' } : {})} loading={busy ?? false} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
