import { Button, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FragmentType } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatHour } from '../../ui/hour-time.tsx';
import { hasDraft } from '../drafts/draft-store.ts';
import { useViewer } from '../session/session-context.ts';
import { AppealForm } from './appeal-form.tsx';
import { AppealOutcome, type AppealParts } from './appeal-outcome.tsx';

interface Props {
  decisionId: string;
  appeal: FragmentType<typeof AppealParts> | null;
  /** Null: it cannot be appealed, or not any more. */
  appealableUntil: string | null;
}

/** Below a decision, to the author of the post alone: her way to object to it, or what became of her objection. */
export function AppealSection({ decisionId, appeal, appealableUntil }: Props) {
  const { t, language } = useText();
  const viewer = useViewer();
  const [writing, setWriting] = useState(() => hasDraft(viewer.id, `appeal.${decisionId}`));
  const box = useRef<HTMLDivElement>(null);
  if (!appeal && !appealableUntil) return null;
  return (
    // The focus comes here when the form goes.
    <div ref={box} tabIndex={-1} style={{ outline: 'none' }}>
      {appeal ? (
        <AppealOutcome appeal={appeal} />
      ) : writing ? (
        <AppealForm
          decisionId={decisionId}
          onClose={() => {
            setWriting(false);
            box.current?.focus();
          }}
        />
      ) : (
        <Stack gap={6} align="flex-start">
          <Button variant="default" size="compact-sm" onClick={() => setWriting(true)}>
            {t('appeals:appeal')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('appeals:until', { until: formatHour(appealableUntil ?? '', language) })}
          </Text>
        </Stack>
      )}
    </div>
  );
}
