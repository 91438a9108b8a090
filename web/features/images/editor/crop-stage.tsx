import { Button, Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { type PercentCrop, ReactCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import { useText } from '../../../locales/i18n.ts';
import classes from './editor-stage.module.css';
import { type Edits, viewOf } from './edits.ts';
import { type Rect, wholeOf } from './geometry.ts';
import { releaseCanvas, showPicture } from './render-image.ts';

interface Props {
  bitmap: ImageBitmap;
  edits: Edits;
  /** Null: the whole picture. */
  onApply(rect: Rect | null): void;
  onCancel(): void;
}

/** Choosing the part of the picture that is kept. */
export function CropStage({ bitmap, edits, onApply, onCancel }: Props) {
  const { t } = useText();
  const { size } = edits;
  const { ref: roomRef, width: roomWide, height: roomHigh } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState<PercentCrop>(() => percentOf(edits));
  const scale = roomWide > 0 ? Math.min(roomWide / size.width, roomHigh / size.height, 3) : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture does not change while it is cropped
  useEffect(() => {
    const drawn = canvas.current;
    if (drawn) showPicture(drawn, bitmap, edits, wholeOf(size), edits.marks);
    return () => {
      if (drawn) releaseCanvas(drawn);
    };
  }, [bitmap]);

  function apply() {
    const rect = {
      x: (crop.x / 100) * size.width,
      y: (crop.y / 100) * size.height,
      width: (crop.width / 100) * size.width,
      height: (crop.height / 100) * size.height,
    };
    const nothing = rect.width < 8 || rect.height < 8;
    onApply(nothing || (crop.width > 99.9 && crop.height > 99.9) ? null : rect);
  }

  return (
    <>
      <Text size="sm" id="image-editor-crop-help">
        {t('imageEditor:crop.help')}
      </Text>
      <div ref={roomRef} className={classes.viewport} style={{ overflow: 'hidden' }}>
        <div className={classes.sheet}>
          <ReactCrop
            crop={crop}
            keepSelection
            onChange={(_pixels, percent) => setCrop(percent)}
            ariaLabels={{
              cropArea: t('imageEditor:crop.area'),
              nwDragHandle: t('imageEditor:crop.nw'),
              nDragHandle: t('imageEditor:crop.n'),
              neDragHandle: t('imageEditor:crop.ne'),
              eDragHandle: t('imageEditor:crop.e'),
              seDragHandle: t('imageEditor:crop.se'),
              sDragHandle: t('imageEditor:crop.s'),
              swDragHandle: t('imageEditor:crop.sw'),
              wDragHandle: t('imageEditor:crop.w'),
            }}
          >
            <canvas
              ref={canvas}
              aria-hidden
              style={{ display: 'block', width: size.width * scale, height: size.height * scale }}
            />
          </ReactCrop>
        </div>
      </div>
      <Group justify="flex-end">
        <Button variant="subtle" onClick={() => onApply(null)}>
          {t('imageEditor:crop.whole')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button onClick={apply}>{t('imageEditor:crop.apply')}</Button>
      </Group>
    </>
  );
}

/** What is kept at present; at first a little less than all, so that there is a frame to take hold of. */
function percentOf(edits: Edits): PercentCrop {
  const { size, crop } = edits;
  if (!crop) return { unit: '%', x: 4, y: 4, width: 92, height: 92 };
  const { x, y, width, height } = viewOf(edits);
  return {
    unit: '%',
    x: (x / size.width) * 100,
    y: (y / size.height) * 100,
    width: (width / size.width) * 100,
    height: (height / size.height) * 100,
  };
}
