import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useId, useMemo } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownEditor } from '../../ui/markdown-editor.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { IdentifierGateNotice } from '../patient-identifiers/identifier-gate-notice.tsx';
import { useIdentifierGate } from '../patient-identifiers/use-identifier-gate.ts';
import { EditAnswer } from './answer-commands.ts';

const fields = ['body'] as const;

function readBody(stored: unknown): { body: string } | null {
  if (typeof stored !== 'object' || stored === null || !('body' in stored)) return null;
  return typeof stored.body === 'string' ? { body: stored.body } : null;
}

/** Changes one's own answer in its place. */
export function AnswerEditor({ id, body, onDone }: { id: string; body: string; onDone(): void }) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(EditAnswer, 'editAnswer');
  const original = useMemo(() => ({ body }), [body]);
  const { form, change, forget } = useDraft(`edit.${id}`, original, readBody);
  const gate = useIdentifierGate([{ field: 'body', text: form.body }]);
  const bodyId = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const passed = await gate.pass();
    if (!passed || !(await run({ input: { id, body: form.body, ...passed } }))) return;
    forget();
    onDone();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <MarkdownEditor
          id={bodyId}
          label={t('answers:yours')}
          value={form.body}
          error={fieldErrorsOf(setback, fields).body}
          onChange={(next) => change({ body: next })}
        />
        <IdentifierGateNotice gate={gate} fields={{ body: { id: bodyId, label: t('answers:yours') } }} />
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
