import { Alert, Button, Card, Stack, Text, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useCommand } from '../../../app/apollo/use-command.ts';
import { graphql } from '../../../graphql/physician/index.ts';
import { useText } from '../../../locales/i18n.ts';
import { OutcomeAlert } from '../../../ui/outcome-alert.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { SetbackAlert } from '../../../ui/setback-alert.tsx';

const WithdrawImageByCode = graphql(`
  mutation WithdrawImageByCode($code: String!) {
    withdrawImageByCode(code: $code) {
      __typename
      ... on WithdrawnImage {
        images
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

/** For a patient: the code she was given takes the image away. Nobody needs to be signed in. */
export default function WithdrawImagePage() {
  const { t } = useText();
  const { run, busy, setback } = useCommand(WithdrawImageByCode, 'withdrawImageByCode', 'no-cache');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const [taken, setTaken] = useState(0);
  const field = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!code.trim());
    if (!code.trim()) return field.current?.focus();
    const withdrawn = await run({ code: code.trim() });
    if (!withdrawn) return field.current?.focus();
    setCode('');
    setTaken(withdrawn.images);
  }

  return (
    <Stack maw="34rem">
      <PageHeading title={t('withdrawImage:title')} lead={t('withdrawImage:lead')} />
      {taken > 0 ? (
        <OutcomeAlert
          icon={<IconCircleCheck aria-hidden />}
          title={t('withdrawImage:done.title', { count: taken })}
        >
          <Text>{t('withdrawImage:done.text', { count: taken })}</Text>
        </OutcomeAlert>
      ) : (
        <Card withBorder p={{ base: 'md', sm: 'xl' }}>
          <form onSubmit={submit} noValidate>
            <Stack>
              <TextInput
                ref={field}
                label={t('withdrawImage:code')}
                description={t('withdrawImage:codeHelp')}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                value={code}
                error={missing ? t('common:required') : undefined}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                onChange={(event) => {
                  setCode(event.currentTarget.value);
                  setMissing(false);
                }}
              />
              <Alert color="gray" variant="light">
                <Text size="sm">{t('withdrawImage:what')}</Text>
              </Alert>
              <SetbackAlert setback={setback} />
              <Button type="submit" size="md" loading={busy} style={{ alignSelf: 'flex-start' }}>
                {t('withdrawImage:submit')}
              </Button>
            </Stack>
          </form>
        </Card>
      )}
      <Text size="sm" c="dimmed">
        {t('withdrawImage:noCode')}
      </Text>
    </Stack>
  );
}
