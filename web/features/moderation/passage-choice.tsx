import { Checkbox, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type RefObject, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import type { PostKind, RedactedField } from '../../graphql/moderation/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { PassageChange } from '../redactions/passage-change.tsx';

/** What a moderator has marked. Offsets as the browser counts a selection, which is how the server counts too. */
export interface MarkedPassage {
  field: RedactedField;
  /** Of the text in which it was marked. */
  version: string;
  start: number;
  end: number;
  /** Empty until something is marked. */
  passage: string;
  replacement: string;
  hide: boolean;
}

export const emptyPassage: MarkedPassage = {
  field: 'BODY',
  version: '',
  start: 0,
  end: 0,
  passage: '',
  replacement: '',
  hide: true,
};

interface Props {
  post: { kind: PostKind; title: string; body: string; version: string };
  value: MarkedPassage;
  errors: { passage?: string | undefined; replacement?: string | undefined };
  onChange(value: MarkedPassage): void;
}

/** Marks a passage: the selection in a field that can be read and not changed, by mouse or keyboard. */
export function PassageChoice({ post, value, errors, onChange }: Props) {
  const { t } = useText();
  const fieldId = useId();
  const textRef = useUnchangeable(value.field);
  const text = value.field === 'TITLE' ? post.title : post.body;
  const standIn = t('moderation:redaction.replacementDefault');

  function mark({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) {
    const { selectionStart: start, selectionEnd: end } = currentTarget;
    // A click elsewhere collapses the selection; what was marked stays until something else is.
    if (start < end) {
      onChange({ ...value, start, end, passage: text.slice(start, end), version: post.version });
    }
  }

  return (
    <Stack gap="md">
      {post.kind === 'CONSULTATION' && (
        <div>
          <Text id={fieldId} fw={600} size="sm" mb={4}>
            {t('moderation:redaction.field')}
          </Text>
          <SegmentedControl
            aria-labelledby={fieldId}
            value={value.field}
            onChange={(next) =>
              onChange({
                ...value,
                field: next === 'TITLE' ? 'TITLE' : 'BODY',
                start: 0,
                end: 0,
                passage: '',
              })
            }
            data={(['BODY', 'TITLE'] as const).map((field) => ({
              value: field,
              label: t(`moderation:redaction.${field}`),
            }))}
          />
        </div>
      )}
      <Textarea
        key={value.field}
        label={t('moderation:redaction.mark')}
        description={t('moderation:redaction.markHelp')}
        ref={textRef}
        aria-readonly
        inputMode="none"
        spellCheck={false}
        autosize
        minRows={2}
        maxRows={14}
        value={text}
        error={errors.passage}
        onSelect={mark}
        onChange={() => undefined}
      />
      <TextInput
        label={t('moderation:redaction.replacement')}
        placeholder={standIn}
        maxLength={200}
        value={value.replacement}
        error={errors.replacement}
        onChange={(event) => onChange({ ...value, replacement: event.currentTarget.value })}
      />
      <section aria-label={t('moderation:redaction.marked')} aria-live="polite">
        <Text fw={600} size="sm" mb={4}>
          {t('moderation:redaction.marked')}
        </Text>
        {value.passage ? (
          <PassageChange
            text={text}
            start={value.start}
            end={value.end}
            replacement={value.replacement.trim() || standIn}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {t('moderation:redaction.none')}
          </Text>
        )}
      </section>
      <Checkbox
        label={t('moderation:redaction.hide')}
        checked={value.hide}
        onChange={(event) => onChange({ ...value, hide: event.currentTarget.checked })}
      />
      <Text size="sm" c="dimmed">
        {t('moderation:redaction.quoted')}
      </Text>
    </Stack>
  );
}

/**
 * A field whose text can be selected and not changed. Not `readOnly`: there browsers show no caret that arrow keys could
 * move. Every way to change a text (keys, paste, drop, a phone's suggestions) begins with `beforeinput`.
 * @param key another key, another field.
 */
function useUnchangeable(key: string): RefObject<HTMLTextAreaElement | null> {
  const ref = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another key there is another element
  useEffect(() => {
    const field = ref.current;
    const refuse = (event: Event) => event.preventDefault();
    field?.addEventListener('beforeinput', refuse);
    return () => field?.removeEventListener('beforeinput', refuse);
  }, [key]);
  return ref;
}
