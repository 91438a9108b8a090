import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core';
import { useFullscreenDocument } from '@mantine/hooks';
import {
  IconChevronLeft,
  IconChevronRight,
  IconEyeOff,
  IconMaximize,
  IconMinimize,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type ReactZoomPanPinchRef, TransformComponent, TransformWrapper } from 'react-zoom-pan-pinch';
import { useText } from '../../../locales/i18n.ts';
import classes from './image-viewer.module.css';
import { Picture } from './picture.tsx';
import type { LivingImage } from './shown-image.ts';
import { useSwipe } from './use-swipe.ts';

interface Props {
  images: readonly LivingImage[];
  /** The id of the one that fills the window. */
  shown: string;
  uncovered: ReadonlySet<string>;
  onUncover(id: string): void;
  onRenew(): void;
  onGo(id: string): void;
  onClose(): void;
}

const closest = 10;
const panStep = 80;

/**
 * One picture over the whole window: + and - zoom, arrows move what is zoomed and else go to the next picture, Escape
 * closes, f fills the screen; two fingers zoom, one moves what is zoomed and else goes to the next picture.
 */
export default function ImageViewer({ images, shown, uncovered, onUncover, onRenew, onGo, onClose }: Props) {
  const { t } = useText();
  const [zoomed, setZoomed] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const zoom = useRef<ReactZoomPanPinchRef>(null);
  const fill = useFullscreenDocument();
  useEffect(
    () => () => {
      if (document.fullscreenElement) void document.exitFullscreen();
    },
    [],
  );
  const index = Math.max(
    0,
    images.findIndex(({ id }) => id === shown),
  );
  const swipe = useSwipe((by) => {
    if (!zoomed) go(by);
  });
  const image = images[index];
  if (!image) return null;
  const covered = image.sensitive && !uncovered.has(image.id);
  const several = images.length > 1;

  function go(by: number) {
    const next = images[(index + by + images.length) % images.length];
    if (!next) return;
    onGo(next.id);
    setZoomed(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const acts: Record<string, () => void> = {
      '+': () => zoom.current?.zoomIn(0.4, 0),
      '-': () => zoom.current?.zoomOut(0.4, 0),
      '0': () => zoom.current?.resetTransform(0),
      f: () => void fill.toggle(),
      ArrowLeft: () => (zoomed ? zoom.current?.panBy(panStep, 0, 0) : go(-1)),
      ArrowRight: () => (zoomed ? zoom.current?.panBy(-panStep, 0, 0) : go(1)),
      ArrowUp: () => zoom.current?.panBy(0, panStep, 0),
      ArrowDown: () => zoom.current?.panBy(0, -panStep, 0),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <Modal.Root opened fullScreen padding={0} returnFocus={false} onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content className={classes.content ?? ''} aria-label={t('images:viewer.label')}>
        <Modal.Body className={classes.body ?? ''}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys work wherever the focus is */}
          <div className={classes.viewer} onKeyDown={onKeyDown}>
            <Group className={classes.bar ?? ''} gap={6} wrap="nowrap">
              {several && (
                <>
                  <Act label={t('images:viewer.previous')} onClick={() => go(-1)}>
                    <IconChevronLeft aria-hidden />
                  </Act>
                  <Text size="sm" role="status">
                    {t('images:viewer.place', { number: index + 1, total: images.length })}
                  </Text>
                  <Act label={t('images:viewer.next')} onClick={() => go(1)}>
                    <IconChevronRight aria-hidden />
                  </Act>
                </>
              )}
              <Group gap={6} wrap="nowrap" ml="auto">
                <Act label={t('images:viewer.zoomOut')} onClick={() => void zoom.current?.zoomOut(0.4)}>
                  <IconZoomOut aria-hidden />
                </Act>
                <Act label={t('images:viewer.zoomIn')} onClick={() => void zoom.current?.zoomIn(0.4)}>
                  <IconZoomIn aria-hidden />
                </Act>
                {document.fullscreenEnabled && (
                  <Act
                    label={t(fill.fullscreen ? 'images:viewer.shrink' : 'images:viewer.fill')}
                    onClick={() => void fill.toggle()}
                  >
                    {fill.fullscreen ? <IconMinimize aria-hidden /> : <IconMaximize aria-hidden />}
                  </Act>
                )}
                <Act label={t('common:close')} onClick={onClose} autoFocus>
                  <IconX aria-hidden />
                </Act>
              </Group>
            </Group>
            <div className={classes.stage} {...swipe}>
              {covered ? (
                <div className={classes.cover}>
                  <IconEyeOff aria-hidden />
                  <Text>{t('images:gallery.sensitive')}</Text>
                  <Button onClick={() => onUncover(image.id)}>{t('images:gallery.uncover')}</Button>
                </div>
              ) : (
                <TransformWrapper
                  key={image.id}
                  ref={zoom}
                  maxScale={closest}
                  doubleClick={{ mode: 'toggle', step: 1 }}
                  onTransform={(_ref, { scale }) => setZoomed(scale > 1.01)}
                >
                  <TransformComponent
                    wrapperClass={classes.wrapper ?? ''}
                    contentClass={classes.picture ?? ''}
                  >
                    <Picture
                      key={image.sources[0]?.url}
                      image={image}
                      // Zoomed, the largest file is worth its bytes.
                      sizes={zoomed ? '2560px' : '100vw'}
                      lazy={false}
                      onFailed={() => {
                        if (failed === image.id) return;
                        setFailed(image.id);
                        onRenew();
                      }}
                    />
                  </TransformComponent>
                </TransformWrapper>
              )}
            </div>
            <Text size="sm" className={classes.caption ?? ''} aria-live="polite">
              {image.alt}
            </Text>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface ActProps {
  label: string;
  autoFocus?: boolean;
  onClick(): void;
  children: ReactNode;
}

function Act({ label, autoFocus = false, onClick, children }: ActProps) {
  return (
    <ActionIcon
      className={classes.act ?? ''}
      variant="transparent"
      size="xl"
      aria-label={label}
      title={label}
      data-autofocus={autoFocus || undefined}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
