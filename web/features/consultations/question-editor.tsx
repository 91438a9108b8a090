import { Button, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { type FormEvent, useId, useMemo, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownEditor } from '../../ui/markdown-editor.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useDraft } from '../drafts/use-draft.ts';
import { EditConflict, isConflict } from '../edit-conflict/edit-conflict.tsx';
import { IdentifierGateNotice } from '../patient-identifiers/identifier-gate-notice.tsx';
import { useIdentifierGate } from '../patient-identifiers/use-identifier-gate.ts';
import { SendToReview } from '../waiting-edits/send-to-review.tsx';
import { EditConsultation } from './consultation-commands.ts';
import { emptyQuestion, readQuestionEdit } from './question-form.ts';

const fields = ['title', 'body', 'tags'] as const;

interface Props {
  question: { id: string; title: string; body: string; tags: readonly string[]; version: string | null };
  onDone(): void;
}

/** Changes one's own question in its place. Face, kind and specialty stay what readers have seen. */
export function QuestionEditor({ question, onDone }: Props) {
  const { t } = useText();
  const { run, busy, setback, clear } = useCommand(EditConsultation, 'editConsultation');
  const { busy: sending, alone } = useBusy();
  const { id, title, body, tags } = question;
  const version = question.version ?? '';
  const original = useMemo(
    () => ({ ...emptyQuestion, title, body, tags: [...tags], version }),
    [title, body, tags, version],
  );
  const { form, change, forget } = useDraft(`edit.${id}`, original, readQuestionEdit);
  const errors = fieldErrorsOf(setback, fields);
  const gate = useIdentifierGate([
    { field: 'title', text: form.title },
    { field: 'body', text: form.body },
    { field: 'tags', text: form.tags.join(', ') },
  ]);
  const formId = useId();
  const compared = [
    { label: t('consultations:compose.questionTitle'), now: title, mine: form.title },
    { label: t('consultations:compose.body'), now: body, mine: form.body },
    { label: t('consultations:compose.tags'), now: tags.join(', '), mine: form.tags.join(', ') },
  ];
  const conflict = isConflict(form.version, version, compared);
  const [chooseFirst, setChooseFirst] = useState(false);

  function choose(changes: Partial<typeof form>) {
    clear();
    setChooseFirst(false);
    change({ ...changes, version });
    document.getElementById(`${formId}-body`)?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setChooseFirst(conflict);
    if (conflict) return;
    void alone(() => send(false));
  }

  /** @param review it waits for a moderator instead of being saved. */
  async function send(review: boolean) {
    const passed = await gate.pass();
    if (!passed) return;
    const edited = await run({
      input: {
        ...{ id, title: form.title.trim(), body: form.body, tags: form.tags },
        version: form.version,
        review,
        ...passed,
      },
    });
    if (!edited) return;
    forget();
    onDone();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {conflict && (
          <EditConflict
            fields={compared}
            setback={setback}
            onTakeNow={() => choose({ title, body, tags: [...tags] })}
            onKeepMine={() => choose({})}
          />
        )}
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
        {chooseFirst && conflict && (
          <Text size="sm" c="red" role="alert">
            {t('edit-conflict:chooseFirst')}
          </Text>
        )}
        <SetbackAlert setback={conflict ? null : setback} fields={fields} />
        <SendToReview
          setback={conflict ? null : setback}
          busy={busy || sending}
          onSend={() => void alone(() => send(true))}
        />
        <Group>
          <Button type="submit" loading={busy || sending}>
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
