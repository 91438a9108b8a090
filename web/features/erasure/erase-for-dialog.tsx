import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { ReceiptCode } from './receipt-code.tsx';

const RequestErasureFor = graphql(`
  mutation RequestErasureFor($accountId: ID!, $reference: String!) {
    requestErasureFor(accountId: $accountId, reference: $reference) {
      __typename
      ... on ErasureRequested {
        code
        startsAt
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

const fields = ['reference'] as const;
/** As the server demands it. */
const shortest = 3;

interface FormProps {
  account: { id: string; name: string };
  onClose(): void;
}

/** For a member who has asked in writing and cannot sign in. */
export function EraseForDialog({ opened, ...form }: FormProps & { opened: boolean }) {
  const { t } = useText();
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      closeOnClickOutside={false}
      title={t('erasure:request.title', { name: form.account.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <EraseForForm {...form} />
    </Modal>
  );
}

/** Mounted anew each time the dialog opens. */
function EraseForForm({ account, onClose }: FormProps) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(RequestErasureFor, 'requestErasureFor', 'no-cache');
  const [reference, setReference] = useState('');
  const [tried, setTried] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const tooShort = reference.trim().length < shortest;

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    if (tooShort) return focusInvalid(currentTarget);
    const done = await run({ accountId: account.id, reference: reference.trim() });
    if (done) setCode(done.code);
    else focusInvalid(currentTarget);
  }

  if (code) {
    return (
      <Stack>
        <Text role="status">{t('erasure:request.code')}</Text>
        <ReceiptCode code={code} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common:close')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{t('erasure:request.text')}</Text>
        <TextInput
          label={t('erasure:request.label')}
          description={t('erasure:request.help')}
          maxLength={500}
          value={reference}
          error={tried && tooShort ? t('erasure:request.missing') : fieldErrorsOf(setback, fields).reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <SetbackAlert setback={setback} fields={fields} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" color="red.8" loading={busy}>
            {t('erasure:request.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
