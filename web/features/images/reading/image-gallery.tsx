import { Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useText } from '../../../locales/i18n.ts';
import classes from './image-gallery.module.css';
import { ImageTile } from './image-tile.tsx';
import { isLiving, type LivingImage, type ShownImage } from './shown-image.ts';
import { useOpenedImage } from './use-opened-image.ts';

// Zooming comes when it is needed.
const ImageViewer = lazy(() => import('./image-viewer.tsx'));

interface Props<Image extends ShownImage> {
  images: readonly Image[];
  /** Her files are sharp even of what readers get blurred: she is a moderator. */
  alwaysSharp?: boolean;
  /** What stands below a picture: of its owner or of a moderator. */
  below?: (image: Image, number: number) => ReactNode;
  /** Asks the server for the images again: their addresses have run out. */
  onRenew(): void;
}

/** The images of a post. Enter or a tap opens one over the whole window. */
export function ImageGallery<Image extends ShownImage>({
  images,
  alwaysSharp = false,
  below,
  onRenew,
}: Props<Image>) {
  const { t } = useText();
  const [uncovered, setUncovered] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLUListElement>(null);
  const living = images.flatMap((image): LivingImage[] => (isLiving(image) ? [image] : []));
  const uncover = (id: string) => setUncovered(new Set([...uncovered, id]));

  /** On the picture, or on the note in its place. */
  const focusLater = (id: string) =>
    requestAnimationFrame(() => {
      const place = list.current?.querySelector<HTMLElement>(`[id="image-${id}"]`);
      (place?.querySelector('button') ?? place)?.focus();
    });
  const { opened, open, goTo, close } = useOpenedImage(
    living.map(({ id }) => id),
    focusLater,
  );

  if (images.length === 0) return null;
  return (
    <section aria-label={t('images:gallery.label')}>
      <ul ref={list} className={classes.gallery} data-count={Math.min(images.length, 3)}>
        {images.map((image, index) => (
          <li key={image.id} id={`image-${image.id}`} tabIndex={-1} className={classes.item}>
            <ImageTile
              image={image}
              number={index + 1}
              count={images.length}
              blurred={image.state === 'BLURRED' && !alwaysSharp}
              covered={image.sensitive && !uncovered.has(image.id)}
              onUncover={() => {
                uncover(image.id);
                // The button that was pressed is gone; the picture has taken its place.
                focusLater(image.id);
              }}
              onOpen={() => open(image.id)}
              onRenew={onRenew}
            />
            {images.length === 1 && isLiving(image) && (
              <Text size="sm" c="dimmed" mt={4}>
                {image.alt}
              </Text>
            )}
            {below?.(image, index + 1)}
          </li>
        ))}
      </ul>
      {opened && (
        <Suspense>
          <ImageViewer
            images={living}
            shown={opened}
            uncovered={uncovered}
            onUncover={uncover}
            onRenew={onRenew}
            onGo={goTo}
            onClose={close}
          />
        </Suspense>
      )}
    </section>
  );
}
