import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconClockPause, IconClockX } from '@tabler/icons-react';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import type { PublishNow } from './use-publish-now.ts';

export const HeldParts = graphql(`
  fragment HeldParts on Held {
    within
    couldNotBePublished
  }
`);

interface Props {
  held: FragmentType<typeof HeldParts>;
  publish: PublishNow;
}

/** On a post that only its author sees yet: when the others will, or that they will not. */
export function HeldNotice({ held, publish }: Props) {
  const { t } = useText();
  const { within, couldNotBePublished } = unmask(HeldParts, held);
  const Icon = couldNotBePublished ? IconClockX : IconClockPause;
  return (
    <Alert
      color={couldNotBePublished ? 'orange' : 'petrol'}
      icon={<Icon aria-hidden />}
      title={within ? t(`holdBack:held.${within}`) : t('holdBack:couldNot')}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(couldNotBePublished ? 'holdBack:couldNotText' : 'holdBack:heldText')}</Text>
        <Button size="compact-md" variant="default" loading={publish.busy} onClick={() => void publish.run()}>
          {t(couldNotBePublished ? 'holdBack:tryAgain' : 'holdBack:publishNow')}
        </Button>
        <SetbackAlert setback={publish.setback} />
      </Stack>
    </Alert>
  );
}
