import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useText } from '../../locales/i18n.ts';
import type { Setback } from '../../ui/problems.ts';

interface Props {
  /** What the last attempt to save came to. */
  setback: Setback | null;
  busy: boolean;
  onSend(): void;
}

/** The way on for a text that was refused because it undoes what moderation has made of the post. */
export function SendToReview({ setback, busy, onSend }: Props) {
  const { t } = useText();
  const ref = useRef<HTMLDivElement>(null);
  const undone = setback?.kind === 'refused' && setback.refusal.code === 'MODERATION_UNDONE';
  // After a refused attempt the way on is what the keyboard comes to next.
  useEffect(() => {
    if (undone) ref.current?.focus();
  }, [undone]);
  if (!undone) return null;
  return (
    <Stack ref={ref} tabIndex={-1} gap={4} align="flex-start">
      <Button variant="default" loading={busy} onClick={onSend}>
        {t('waiting-edits:send')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('waiting-edits:sendHelp')}
      </Text>
    </Stack>
  );
}
