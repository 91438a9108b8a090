import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';

const VerifyPhysician = graphql(`
  mutation VerifyPhysician($accountId: ID!, $evidence: String!) {
    verifyPhysician(accountId: $accountId, evidence: $evidence) {
      __typename
      ... on Account {
        id
        status
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

const RefuseVerification = graphql(`
  mutation RefuseVerification($accountId: ID!, $statement: String!) {
    refuseVerification(accountId: $accountId, statement: $statement) {
      __typename
      ... on Account {
        id
        status
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

const fields = ['evidence', 'statement'] as const;
/** As the server demands it. */
const shortest = 3;

interface FormProps {
  verdict: 'verify' | 'refuse';
  account: { id: string; name: string; licenceNumber: string | null };
  onClose(): void;
  onDone(): void;
}

interface Props extends FormProps {
  opened: boolean;
  /** Whether the keyboard goes back to the button that opened it. */
  returnFocus: boolean;
}

/** What was seen of the licence, or why it could not be verified; either goes on the record. */
export function VerdictDialog({ opened, returnFocus, ...form }: Props) {
  const { t } = useText();
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      returnFocus={returnFocus}
      title={t(`verification:dialog.${form.verdict}.title`, { name: form.account.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <VerdictForm {...form} />
    </Modal>
  );
}

/** Mounted anew each time the dialog opens. */
function VerdictForm({ verdict, account, onClose, onDone }: FormProps) {
  const { t } = useText();
  const verify = useCommand(VerifyPhysician, 'verifyPhysician');
  const refuse = useCommand(RefuseVerification, 'refuseVerification');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, setback } = verdict === 'verify' ? verify : refuse;
  const errors = fieldErrorsOf(setback, fields);
  const tooShort = text.trim().length < shortest;

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    if (tooShort) return focusInvalid(currentTarget);
    const written = text.trim();
    const done =
      verdict === 'verify'
        ? await verify.run({ accountId: account.id, evidence: written })
        : await refuse.run({ accountId: account.id, statement: written });
    if (done) onDone();
    else focusInvalid(currentTarget);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>
          {t(`verification:dialog.${verdict}.text`, { licenceNumber: account.licenceNumber ?? '–' })}
        </Text>
        <Textarea
          label={t(`verification:dialog.${verdict}.label`)}
          description={t(`verification:dialog.${verdict}.help`)}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={500}
          value={text}
          error={
            tried && tooShort
              ? t(`verification:dialog.${verdict}.missing`)
              : (errors.evidence ?? errors.statement)
          }
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SetbackAlert setback={setback} fields={fields} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={busy} {...(verdict === 'refuse' ? { color: 'red.8' } : {})}>
            {t(`verification:dialog.${verdict}.submit`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
