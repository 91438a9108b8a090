import { useCallback, useState } from 'react';
import { type ImageInput, inputOf } from './post-image.ts';
import { useImageList } from './use-image-list.ts';

/** The images of a form: the list, and what is posted of it. */
export function usePostImages(slot: `images.${string}`) {
  const list = useImageList(
    slot,
    useCallback(() => undefined, []),
  );
  const [tried, setTried] = useState(false);

  return {
    list,
    /** What is missing is to be shown. */
    tried,
    /** What is posted; null while something is missing: then it is shown. */
    ready(): ImageInput[] | null {
      const input = inputOf(list.images);
      setTried(input === null);
      return input;
    },
  };
}
