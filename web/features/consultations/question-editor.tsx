import { Button, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useMemo } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownEditor } from '../../ui/markdown-editor.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { EditConsultation } from './consultation-commands.ts';
import { emptyQuestion, readQuestion } from './question-form.ts';

const fields = ['title', 'body', 'tags'] as const;

interface Props {
  question: { id: string; title: string; body: string; tags: readonly string[] };
  onDone(): void;
}

/** Changes one's own question in its place. Face, kind and specialty stay what readers have seen. */
export function QuestionEditor({ question, onDone }: Props) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(EditConsultation, 'editConsultation');
  const { id, title, body, tags } = question;
  const original = useMemo(() => ({ ...emptyQuestion, title, body, tags: [...tags] }), [title, body, tags]);
  const { form, change, forget } = useDraft(`edit.${id}`, original, readQuestion);
  const errors = fieldErrorsOf(setback, fields);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const edited = await run({ input: { id, title: form.title.trim(), body: form.body, tags: form.tags } });
    if (!edited) return;
    forget();
    onDone();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('consultations:compose.questionTitle')}
          value={form.title}
          error={errors.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <MarkdownEditor
          label={t('consultations:compose.body')}
          value={form.body}
          error={errors.body}
          minRows={8}
          onChange={(next) => change({ body: next })}
        />
        <TagsInput
          label={t('consultations:compose.tags')}
          maxTags={5}
          value={form.tags}
          error={errors.tags}
          onChange={(next) => change({ tags: next })}
        />
        <SetbackAlert setback={setback} fields={fields} />
        <Group>
          <Button type="submit" loading={busy}>
            {t('common:save')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              forget();
              onDone();
            }}
          >
            {t('common:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
