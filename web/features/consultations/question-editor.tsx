import { Button, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useId, useMemo } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownEditor } from '../../ui/markdown-editor.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { IdentifierGateNotice } from '../patient-identifiers/identifier-gate-notice.tsx';
import { useIdentifierGate } from '../patient-identifiers/use-identifier-gate.ts';
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
  const gate = useIdentifierGate([
    { field: 'title', text: form.title },
    { field: 'body', text: form.body },
    { field: 'tags', text: form.tags.join(', ') },
  ]);
  const formId = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const passed = await gate.pass();
    if (!passed) return;
    const edited = await run({
      input: { id, title: form.title.trim(), body: form.body, tags: form.tags, ...passed },
    });
    if (!edited) return;
    forget();
    onDone();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          id={`${formId}-title`}
          label={t('consultations:compose.questionTitle')}
          value={form.title}
          error={errors.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <MarkdownEditor
          id={`${formId}-body`}
          label={t('consultations:compose.body')}
          value={form.body}
          error={errors.body}
          minRows={8}
          onChange={(next) => change({ body: next })}
        />
        <TagsInput
          id={`${formId}-tags`}
          label={t('consultations:compose.tags')}
          maxTags={5}
          value={form.tags}
          error={errors.tags}
          onChange={(next) => change({ tags: next })}
        />
        <IdentifierGateNotice
          gate={gate}
          fields={{
            title: { id: `${formId}-title`, label: t('consultations:compose.questionTitle') },
            body: { id: `${formId}-body`, label: t('consultations:compose.body') },
            tags: { id: `${formId}-tags`, label: t('consultations:compose.tags') },
          }}
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
