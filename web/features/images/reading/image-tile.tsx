import { Button, Text } from '@mantine/core';
import { IconEyeOff, IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../../locales/i18n.ts';
import wrapping from '../../../ui/wrapping-button.module.css';
import classes from './image-gallery.module.css';
import { Picture } from './picture.tsx';
import { isLiving, type ShownImage, sizesOf, tallestAlone } from './shown-image.ts';
import { useStillThere } from './use-still-there.ts';

interface Props {
  image: ShownImage;
  number: number;
  count: number;
  /** Its files are. */
  blurred: boolean;
  /** A sensitive picture that the reader has not asked for. */
  covered: boolean;
  onUncover(): void;
  onOpen(): void;
  /** Asks for new addresses. */
  onRenew(): void;
}

/** One image in its place in the post: the picture, what covers it, or a note that there is none any more. */
export function ImageTile({ image, number, count, blurred, covered, onUncover, onOpen, onRenew }: Props) {
  const { t } = useText();
  const [failures, setFailures] = useState(0);
  useStillThere({ address: image.sources[0]?.url, blurred }, onRenew);

  if (!isLiving(image)) {
    return (
      <div className={classes.note}>
        <IconPhotoOff size={24} aria-hidden />
        <Text size="sm">{t(`images:gone.${image.state}`)}</Text>
      </div>
    );
  }

  const place = count > 1 ? t('images:gallery.place', { number, total: count }) : t('images:gallery.image');
  const shape =
    count === 1
      ? {
          aspectRatio: `${image.width} / ${image.height}`,
          width: `min(100%, ${Math.round((tallestAlone * image.width) / image.height)}px)`,
        }
      : undefined;

  if (covered) {
    return (
      <div className={classes.tile} style={shape}>
        {image.placeholder && <img src={image.placeholder} alt="" aria-hidden className={classes.cover} />}
        <div className={classes.coverText}>
          <IconEyeOff size={22} aria-hidden />
          <Text size="sm" fw={600}>
            {t('images:gallery.sensitive')}
          </Text>
          <Button
            size="compact-md"
            className={wrapping.button ?? ''}
            classNames={{ label: wrapping.label ?? '' }}
            onClick={onUncover}
            aria-label={`${t('images:gallery.uncover')}: ${place}`}
          >
            {t('images:gallery.uncover')}
          </Button>
        </div>
      </div>
    );
  }

  // The first failure may be an address that has run out; the second is not.
  if (failures > 1) {
    return (
      <div className={classes.note}>
        <IconPhotoOff size={24} aria-hidden />
        <Text size="sm">{t('images:gallery.failed')}</Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            setFailures(0);
            onRenew();
          }}
        >
          {t('images:transfer.retry')}
        </Button>
      </div>
    );
  }

  return (
    <div className={classes.tile} style={shape}>
      <button
        type="button"
        className={classes.open}
        aria-label={`${t('images:gallery.open')}: ${place}. ${image.alt}`}
        onClick={onOpen}
      >
        <Picture
          // New addresses are a new picture.
          key={image.sources[0]?.url}
          image={image}
          sizes={sizesOf(image, count)}
          lazy
          onFailed={() => {
            setFailures(failures + 1);
            if (failures === 0) onRenew();
          }}
        />
      </button>
      {image.state === 'BLURRED' && (
        <Text size="xs" className={classes.badge ?? ''}>
          {t('images:gallery.blurred')}
        </Text>
      )}
    </div>
  );
}
