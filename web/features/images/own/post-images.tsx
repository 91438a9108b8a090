import { useApolloClient } from '@apollo/client/react';
import { type FragmentType, unmask } from '../../../graphql/physician/index.ts';
import { ImageGallery } from '../reading/image-gallery.tsx';
import { ImageParts, OwnImageParts } from './own-image-commands.ts';
import { isOfPatient, OwnImageLine } from './own-image-line.tsx';

/** The images of a consultation or an answer, with what their owner may do. */
export function PostImages({ images }: { images: readonly FragmentType<typeof ImageParts>[] }) {
  const client = useApolloClient();
  const shown = images.map((image) => unmask(ImageParts, image));
  const ofPatients = shown.map((image) => unmask(OwnImageParts, image)).filter(isOfPatient);
  const onForm = (formId: string | null | undefined) =>
    formId ? ofPatients.filter(({ mine }) => mine?.formId === formId).length : 1;
  return (
    <ImageGallery
      images={shown}
      below={(image, number) => {
        const own = unmask(OwnImageParts, image);
        return (
          <OwnImageLine
            image={own}
            number={number}
            ofPatients={ofPatients.length}
            onSameForm={onForm(own.mine?.formId)}
          />
        );
      }}
      onRenew={() => void client.refetchQueries({ include: 'active' }).catch(() => undefined)}
    />
  );
}
