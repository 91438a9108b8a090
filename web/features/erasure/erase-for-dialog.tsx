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

/** For a member who has asked in writing and cannot sign in. The code, once it is there, does not close by accident. */
export function EraseForDialog({ opened, account, onClose }: FormProps & { opened: boolean }) {
  const { t } = useText();
  const [code, setCode] = useState<string | null>(null);
  return (
    <Modal
      // Also where it was closed before the answer came: the code is not shown twice.
      opened={opened || code !== null}
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={code === null}
      withCloseButton={code === null}
      title={t('erasure:request.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {code === null ? (
        <EraseForForm account={account} onClose={onClose} onRequested={setCode} />
      ) : (
        <Stack>
          <Text role="status">{t('erasure:request.code')}</Text>
          <ReceiptCode code={code} />
          <Group justify="flex-end">
            <Button
              onClick={() => {
                setCode(null);
                onClose();
              }}
            >
              {t('common:close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

/** Mounted anew each time the dialog opens. */
function EraseForForm({ account, onClose, onRequested }: FormProps & { onRequested(code: string): void }) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(RequestErasureFor, 'requestErasureFor', 'no-cache');
  const [reference, setReference] = useState('');
  const [tried, setTried] = useState(false);
  const tooShort = reference.trim().length < shortest;

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    if (tooShort) return focusInvalid(currentTarget);
    const done = await run({ accountId: account.id, reference: reference.trim() });
    if (done) onRequested(done.code);
    else focusInvalid(currentTarget);
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
