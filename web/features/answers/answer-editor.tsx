import { Button, Group, Stack, Text } from '@mantine/core';
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
import { EditAnswer } from './answer-commands.ts';

const fields = ['body'] as const;

/** A change of an answer, and the version of the text that it was made from. */
interface AnswerEdit {
  body: string;
  version: string;
}

/** Drafts of before there were versions name none: what stands there now is another. */
function readEdit(stored: unknown): AnswerEdit | null {
  if (typeof stored !== 'object' || stored === null || !('body' in stored)) return null;
  const version = 'version' in stored && typeof stored.version === 'string' ? stored.version : '';
  return typeof stored.body === 'string' ? { body: stored.body, version } : null;
}

interface Props {
  answer: { id: string; body: string; version: string | null };
  onDone(): void;
}

/** Changes one's own answer in its place. */
export function AnswerEditor({ answer, onDone }: Props) {
  const { t } = useText();
  const { run, busy, setback, clear } = useCommand(EditAnswer, 'editAnswer');
  const { busy: sending, alone } = useBusy();
  const { id, body } = answer;
  const version = answer.version ?? '';
  const original = useMemo(() => ({ body, version }), [body, version]);
  const { form, change, forget } = useDraft(`edit.${id}`, original, readEdit);
  const gate = useIdentifierGate([{ field: 'body', text: form.body }]);
  const bodyId = useId();
  const compared = [{ label: t('answers:yours'), now: body, mine: form.body }];
  const conflict = isConflict(form.version, version, compared);
  const [chooseFirst, setChooseFirst] = useState(false);

  function choose(changes: Partial<AnswerEdit>) {
    clear();
    setChooseFirst(false);
    change({ ...changes, version });
    document.getElementById(bodyId)?.focus();
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
    if (!passed || !(await run({ input: { id, ...form, review, ...passed } }))) return;
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
            onTakeNow={() => choose({ body })}
            onKeepMine={() => choose({})}
          />
        )}
        <MarkdownEditor
          id={bodyId}
          label={t('answers:yours')}
          value={form.body}
          error={fieldErrorsOf(setback, fields).body}
          onChange={(next) => change({ body: next })}
        />
        <IdentifierGateNotice gate={gate} fields={{ body: { id: bodyId, label: t('answers:yours') } }} />
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
