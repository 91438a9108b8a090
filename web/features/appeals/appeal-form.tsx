import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { DraftNotice } from '../drafts/draft-notice.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { IdentifierGateNotice } from '../patient-identifiers/identifier-gate-notice.tsx';
import { useIdentifierGate } from '../patient-identifiers/use-identifier-gate.ts';
import { OwnNotices } from '../sanctions/use-own-notices.ts';

const AppealDecision = graphql(`
  mutation AppealDecision($input: AppealDecisionInput!) {
    appealDecision(input: $input) {
      __typename
      ... on Decision {
        id
        ...DecisionParts
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

const fields = ['text'] as const;
const empty = { text: '' };
/** As the server demands it. */
const shortest = 20;

function readText(stored: unknown): { text: string } | null {
  if (typeof stored !== 'object' || stored === null || !('text' in stored)) return null;
  return typeof stored.text === 'string' && stored.text.trim() ? { text: stored.text } : null;
}

/** Asks for the author's reasons, checks them for patients' identifiers in this browser, and sends them. */
export function AppealForm({ decisionId, onClose }: { decisionId: string; onClose(): void }) {
  const { t } = useText();
  const client = useApolloClient();
  const { run, busy, setback } = useCommand(AppealDecision, 'appealDecision');
  const { busy: sending, alone } = useBusy();
  const { form, change, restored, kept, left, discard, forget } = useDraft(
    `appeal.${decisionId}`,
    empty,
    readText,
  );
  const [tried, setTried] = useState(false);
  const gate = useIdentifierGate([{ field: 'text', text: form.text }]);
  const textId = useId();
  const short = tried && [...form.text.trim()].length < shortest ? t('appeals:textShort') : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    void alone(send);
  }

  async function send() {
    setTried(true);
    if ([...form.text.trim()].length < shortest) return document.getElementById(textId)?.focus();
    const passed = await gate.pass();
    if (!passed || !(await run({ input: { decisionId, text: form.text, ...passed } }))) return;
    forget();
    onClose();
    void client.refetchQueries({ include: [OwnNotices] });
  }

  return (
    <form onSubmit={submit} noValidate aria-label={t('appeals:formTitle')}>
      <Stack gap="sm">
        <Text size="sm">{t('appeals:formText')}</Text>
        <DraftNotice restored={restored} kept={kept} left={left} onDiscard={discard} />
        <Textarea
          id={textId}
          label={t('appeals:text')}
          description={t('appeals:textHelp')}
          autosize
          minRows={4}
          maxRows={14}
          maxLength={4000}
          data-autofocus
          value={form.text}
          error={short ?? fieldErrorsOf(setback, fields).text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <IdentifierGateNotice gate={gate} fields={{ text: { id: textId, label: t('appeals:yours') } }} />
        <SetbackAlert setback={setback} fields={fields} />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={busy || sending}>
            {t('appeals:submit')}
          </Button>
          <Button size="sm" variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
