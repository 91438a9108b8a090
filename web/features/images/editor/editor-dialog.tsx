import { Modal, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useText } from '../../../locales/i18n.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import classes from './image-editor.module.css';
import { ImageEditor } from './image-editor.tsx';
import type { OpenedImage } from './open-image.ts';
import type { ExportedImage } from './render-image.ts';

interface Props {
  image: OpenedImage;
  /** Which of several this is, as "2 of 3"; null where there is one. */
  place: { number: number; total: number } | null;
  radiology: boolean;
  onDone(exported: ExportedImage): void;
  onCancel(): void;
}

/** The editor over the whole window. Frees the picture's memory when it goes. */
export function EditorDialog({ image, place, radiology, onDone, onCancel }: Props) {
  const { t } = useText();
  const [leaving, setLeaving] = useState(false);
  const cancel = useCallback((touched: boolean) => (touched ? setLeaving(true) : onCancel()), [onCancel]);
  useEffect(() => () => image.close(), [image]);
  return (
    <Modal
      opened
      fullScreen
      onClose={() => setLeaving(true)}
      // Escape lifts the brush and leaves what is being chosen; too easily pressed once more.
      closeOnEscape={false}
      title={place ? t('imageEditor:titleOf', place) : t('imageEditor:title')}
      classNames={{ body: classes.body ?? '' }}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <ImageEditor image={image} radiology={radiology} onDone={onDone} onCancel={cancel} />
      <ConfirmDialog
        opened={leaving}
        title={t('imageEditor:leave.title')}
        confirmLabel={t('imageEditor:leave.confirm')}
        dangerous
        onCancel={() => setLeaving(false)}
        onConfirm={onCancel}
      >
        <Text>{t('imageEditor:leave.text')}</Text>
      </ConfirmDialog>
    </Modal>
  );
}
