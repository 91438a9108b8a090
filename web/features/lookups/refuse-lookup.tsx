import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';

const RefuseLookup = graphql(`
  mutation RefuseLookup($id: ID!, $statement: String!) {
    refuseLookup(id: $id, statement: $statement) {
      __typename
      ... on Lookup {
        id
        ...LookupParts
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

const fields = ['statement'] as const;

/** Another admin's no. One is enough to end the lookup, and no share is needed for it. */
export function RefuseLookupButton({ id, onRefused }: { id: string; onRefused(): void }) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(RefuseLookup, 'refuseLookup');
  const [dialog, setDialog] = useState<'open' | 'closed' | 'done'>('closed');
  const [statement, setStatement] = useState('');
  const [tried, setTried] = useState(false);
  const missing = statement.trim() === '';
  const errors = fieldErrorsOf(setback, fields);

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    if (missing || !(await run({ id, statement: statement.trim() }))) return focusInvalid(currentTarget);
    setDialog('done');
    onRefused();
  }

  return (
    <>
      <Button variant="outline" color="red" onClick={() => setDialog('open')}>
        {t('lookups:refuse.button')}
      </Button>
      <Modal
        opened={dialog === 'open'}
        returnFocus={dialog !== 'done'}
        onClose={() => setDialog('closed')}
        title={t('lookups:refuse.title')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <form onSubmit={submit} noValidate>
          <Stack>
            <Text>{t('lookups:refuse.text')}</Text>
            <Textarea
              label={t('lookups:refuse.statement')}
              autosize
              minRows={3}
              maxRows={10}
              maxLength={2000}
              value={statement}
              error={tried && missing ? t('lookups:refuse.missing') : errors.statement}
              onChange={(event) => setStatement(event.currentTarget.value)}
            />
            <SetbackAlert setback={setback} fields={fields} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setDialog('closed')}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" color="red.8" loading={busy}>
                {t('lookups:refuse.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
