import { useState } from 'react';
import classes from './picture.module.css';
import { type LivingImage, srcSetOf } from './shown-image.ts';

interface Props {
  image: LivingImage;
  sizes: string;
  lazy: boolean;
  /** The address has run out, or the picture is gone. */
  onFailed(): void;
}

/** The picture, in the width and format that suit screen and browser. Its place is there before it is. */
export function Picture({ image, sizes, lazy, onFailed }: Props) {
  const [loaded, setLoaded] = useState(false);
  const { width, height, alt, placeholder, sources } = image;
  return (
    <span className={classes.frame}>
      {placeholder && !loaded && (
        <img
          src={placeholder}
          alt=""
          aria-hidden
          className={classes.placeholder}
          width={width}
          height={height}
        />
      )}
      <img
        className={classes.picture}
        data-loaded={loaded || undefined}
        alt={alt}
        width={width}
        height={height}
        // Before srcset: some browsers begin to fetch as soon as they have an address.
        loading={lazy ? 'lazy' : 'eager'}
        decoding="async"
        sizes={sizes}
        srcSet={srcSetOf(image)}
        src={sources[0]?.url}
        draggable={false}
        onLoad={() => setLoaded(true)}
        onError={onFailed}
      />
    </span>
  );
}
