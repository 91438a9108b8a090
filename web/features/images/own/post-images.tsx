import { useApolloClient } from '@apollo/client/react';
import { type FragmentType, unmask } from '../../../graphql/physician/index.ts';
import { ImageGallery } from '../reading/image-gallery.tsx';
import { ImageParts, OwnImageParts } from './own-image-commands.ts';
import { OwnImageLine } from './own-image-line.tsx';

/** The images of a consultation or an answer, with what their owner may do. */
export function PostImages({ images }: { images: readonly FragmentType<typeof ImageParts>[] }) {
  const client = useApolloClient();
  return (
    <ImageGallery
      images={images.map((image) => unmask(ImageParts, image))}
      below={(image, number) => <OwnImageLine image={unmask(OwnImageParts, image)} number={number} />}
      onRenew={() => void client.refetchQueries({ include: 'active' }).catch(() => undefined)}
    />
  );
}
