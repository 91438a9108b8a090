import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../locales/i18n.ts';
import type { Setback } from '../../ui/problems.ts';
import { TextDifference } from '../moderation/text-difference.tsx';

export interface ComparedField {
  label: string;
  /** As it stands now. */
  now: string;
  mine: string;
}

interface Props {
  fields: readonly ComparedField[];
  /** What the last attempt to save came to; it may tell who has changed the text. */
  setback: Setback | null;
  onTakeNow(): void;
  onKeepMine(): void;
}

/** Whether what is typed was made from another version than the one that stands there, and differs from it. */
export function isConflict(
  madeFrom: string,
  version: string | null,
  fields: readonly ComparedField[],
): boolean {
  return madeFrom !== version && fields.some(({ now, mine }) => now !== mine);
}

/**
 * The text was changed while somebody was writing. Shows how what they have typed differs from what stands there now, and
 * lets them take either; in between they can merge by hand, in the form below.
 */
export function EditConflict({ fields, setback, onTakeNow, onKeepMine }: Props) {
  const { t } = useText();
  const ref = useRef<HTMLDivElement>(null);
  const by =
    setback?.kind === 'refused' && setback.refusal.__typename === 'EditedMeanwhileError'
      ? setback.refusal.by
      : null;
  // After a refused attempt the eyes are at the button below.
  useEffect(() => {
    if (by) ref.current?.focus();
  }, [by]);
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      color="orange"
      role="alert"
      icon={<IconGitCompare aria-hidden />}
      title={t('edit-conflict:title')}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t(by ? `edit-conflict:by.${by}` : 'edit-conflict:by.unknown')} {t('edit-conflict:how')}
        </Text>
        {fields
          .filter(({ now, mine }) => now !== mine)
          .map(({ label, now, mine }) => (
            <section key={label} aria-label={t('edit-conflict:difference', { field: label })}>
              <Text fw={600} size="sm" mb={4}>
                {label}
              </Text>
              <TextDifference before={now} after={mine} />
            </section>
          ))}
        <Group gap="sm">
          <Button variant="default" size="compact-md" onClick={onKeepMine}>
            {t('edit-conflict:keepMine')}
          </Button>
          <Button variant="default" size="compact-md" onClick={onTakeNow}>
            {t('edit-conflict:takeNow')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
