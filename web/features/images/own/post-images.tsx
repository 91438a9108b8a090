import { useApolloClient } from '@apollo/client/react';
import { type FragmentType, unmask } from '../../../graphql/physician/index.ts';
import { ImageGallery } from '../reading/image-gallery.tsx';
import { ImageParts, OwnImageParts } from './own-image-commands.ts';
import { isOfPatient, OwnImageLine } from './own-image-line.tsx';

/** The images of a consultation or an answer, with what their owner may do. */
export function PostImages({ images }: { images: readonly FragmentType<typeof ImageParts>[] }) {
  const client = useApolloClient();
  const shown = images.map((image) => unmask(ImageParts, image));
  const ofPatients = shown.filter((image) => isOfPatient(unmask(OwnImageParts, image))).length;
  return (
    <ImageGallery
      images={shown}
      below={(image, number) => (
        <OwnImageLine image={unmask(OwnImageParts, image)} number={number} ofPatients={ofPatients} />
      )}
      onRenew={() => void client.refetchQueries({ include: 'active' }).catch(() => undefined)}
    />
  );
}
