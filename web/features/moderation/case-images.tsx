import { useApolloClient } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import wrapping from '../../ui/wrapping-button.module.css';
import { ImageGallery } from '../images/reading/image-gallery.tsx';
import { DecideImageDialog, type ImageAct } from './decide-image-dialog.tsx';

export const CaseImageParts = graphql(`
  fragment CaseImageParts on Image {
    id
    state
    alt
    sensitive
    width
    height
    placeholder
    sources {
      width
      url
    }
  }
`);

/** The images of the post in a case, each with what a moderator may do about it alone. */
export function CaseImages({ images }: { images: readonly FragmentType<typeof CaseImageParts>[] }) {
  const { t } = useText();
  const client = useApolloClient();
  const [asked, setAsked] = useState<{ id: string; act: ImageAct } | null>(null);
  return (
    <>
      <ImageGallery
        images={images.map((image) => unmask(CaseImageParts, image))}
        alwaysSharp
        onRenew={() => void client.refetchQueries({ include: 'active' }).catch(() => undefined)}
        below={({ id, state }, number) => {
          if (state !== 'SHOWN' && state !== 'BLURRED') return null;
          const acts: readonly ImageAct[] = [state === 'SHOWN' ? 'blur' : 'unblur', 'remove'];
          return (
            <Group gap={4} mt={4}>
              {acts.map((act) => (
                <Button
                  key={act}
                  size="compact-sm"
                  variant="default"
                  className={wrapping.button ?? ''}
                  classNames={{ label: wrapping.label ?? '' }}
                  aria-label={`${t(`images:moderate.${act}`)}: ${t('images:viewer.place', { number, total: images.length })}`}
                  onClick={() => setAsked({ id, act })}
                >
                  {t(`images:moderate.${act}`)}
                </Button>
              ))}
            </Group>
          );
        }}
      />
      {asked && <DecideImageDialog imageId={asked.id} act={asked.act} onClose={() => setAsked(null)} />}
    </>
  );
}
