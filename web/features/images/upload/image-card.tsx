import { ActionIcon, Card, Checkbox, Group, Stack, Switch, Text, Textarea, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../../locales/i18n.ts';
import { ConsentChoice } from './consent-choice.tsx';
import classes from './image-card.module.css';
import { formsOfOthers, type ImageFault, type PostImage } from './post-image.ts';
import { TransferLine } from './transfer-line.tsx';
import type { ImageList } from './use-image-list.ts';

interface Props {
  image: PostImage;
  number: number;
  count: number;
  list: ImageList;
  /** What is missing; none until she has tried to post. */
  faults: readonly ImageFault[];
  /** The server has found it in a post of hers under another face. */
  underOtherFace: boolean;
}

/** One image of a post that is being written, and what has to be told of it. */
export function ImageCard({ image, number, count, list, faults, underOtherFace }: Props) {
  const { t } = useText();
  const { key, transfer, alt, consent, form, sensitive, again, thumbnail } = image;
  const name = t('images:list.name', { number, total: count });
  return (
    <Card component="li" withBorder padding="md" aria-label={name} id={`image-${key}`}>
      <Stack gap="sm">
        <Group align="flex-start" wrap="nowrap" gap="md">
          <img src={thumbnail} alt={t('images:list.thumbnail', { number })} className={classes.thumbnail} />
          <Stack gap={6} flex={1} miw={0}>
            <Group justify="space-between" gap="xs">
              <Text fw={600} size="sm">
                {name}
              </Text>
              <Group gap={4} wrap="nowrap">
                <Act
                  label={t('images:list.earlier', { number })}
                  disabled={number === 1}
                  onClick={() => list.move(key, -1)}
                >
                  <IconArrowUp size={18} aria-hidden />
                </Act>
                <Act
                  label={t('images:list.later', { number })}
                  disabled={number === count}
                  onClick={() => list.move(key, 1)}
                >
                  <IconArrowDown size={18} aria-hidden />
                </Act>
                <Act label={t('images:list.remove', { number })} onClick={() => list.remove(key)}>
                  <IconTrash size={18} aria-hidden />
                </Act>
              </Group>
            </Group>
            <TransferLine transfer={transfer} onRetry={() => list.retry(key)} />
            {faults.includes('transfer') && transfer.phase !== 'failed' && transfer.phase !== 'refused' && (
              <Text size="sm" c="red">
                {t('images:faults.transfer')}
              </Text>
            )}
          </Stack>
        </Group>
        {(underOtherFace || again) && (
          <Checkbox
            label={t('images:list.again')}
            description={t('images:list.againHelp')}
            checked={again}
            error={underOtherFace && !again}
            onChange={(event) => list.change(key, { again: event.currentTarget.checked })}
          />
        )}
        <Textarea
          label={t('images:list.alt')}
          description={t('images:list.altHelp')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={alt}
          error={faults.includes('alt') ? t('images:faults.alt') : undefined}
          onChange={(event) => list.change(key, { alt: event.currentTarget.value })}
        />
        <ConsentChoice
          value={consent}
          form={form}
          others={formsOfOthers(list.images, key)}
          errors={{
            consent: faults.includes('consent') ? t('images:faults.consent') : undefined,
            form: faults.includes('form') ? t('images:faults.form') : undefined,
          }}
          onChange={(next) => list.change(key, { consent: next })}
          onForm={(body, fileName) => list.attachForm(key, body, fileName)}
          onShareForm={(shared) => list.shareForm(key, shared)}
          onRetryForm={() => list.retryForm(key)}
        />
        <Switch
          label={t('images:list.sensitive')}
          description={t('images:list.sensitiveHelp')}
          checked={sensitive}
          onChange={(event) => list.change(key, { sensitive: event.currentTarget.checked })}
        />
      </Stack>
    </Card>
  );
}

interface ActProps {
  label: string;
  disabled?: boolean;
  onClick(): void;
  children: ReactNode;
}

function Act({ label, disabled = false, onClick, children }: ActProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        aria-disabled={disabled}
        data-disabled={disabled || undefined}
        onClick={() => {
          if (!disabled) onClick();
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
