import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';

const ExtendLookupNotice = graphql(`
  mutation ExtendLookupNotice($lookupId: ID!, $until: String!, $statement: String!) {
    extendLookupNotice(lookupId: $lookupId, until: $until, statement: $statement) {
      __typename
      ... on Lookup {
        id
        ...OpeningNoticeParts
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

const fields = ['until', 'statement'] as const;
/** As the server demands it. */
const shortest = 20;
const dayInMs = 24 * 60 * 60 * 1000;

interface Props {
  lookupId: string;
  tellAfter: string;
  /** YYYY-MM-DD. */
  latestDay: string;
}

/** Puts the telling off to a later day, with a statement that stays on the record. */
export function ExtendNoticeButton({ lookupId, tellAfter, latestDay }: Props) {
  const { t, language } = useText();
  const { run, busy, setback } = useCommand(ExtendLookupNotice, 'extendLookupNotice');
  const [opened, setOpened] = useState(false);
  const [until, setUntil] = useState('');
  const [statement, setStatement] = useState('');
  const [tried, setTried] = useState(false);
  const earliestDay = new Date(Date.parse(tellAfter) + dayInMs).toISOString().slice(0, 10);
  const tooShort = statement.trim().length < shortest;
  const errors = fieldErrorsOf(setback, fields);
  if (earliestDay > latestDay) return null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (until === '' || tooShort) return;
    if (await run({ lookupId, until, statement: statement.trim() })) {
      setOpened(false);
      setUntil('');
      setStatement('');
      setTried(false);
    }
  }

  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('lookupNotices:extend.button')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('lookupNotices:extend.title')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <form onSubmit={submit} noValidate>
          <Stack>
            <Text>{t('lookupNotices:extend.text')}</Text>
            <TextInput
              type="date"
              label={t('lookupNotices:extend.until')}
              description={t('lookupNotices:extend.untilHelp', { latest: formatDay(latestDay, language) })}
              min={earliestDay}
              max={latestDay}
              value={until}
              error={tried && until === '' ? t('lookupNotices:extend.untilMissing') : errors.until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <Textarea
              label={t('lookupNotices:extend.statement')}
              description={t('lookupNotices:extend.statementHelp')}
              autosize
              minRows={3}
              maxRows={10}
              maxLength={2000}
              value={statement}
              error={tried && tooShort ? t('lookupNotices:extend.statementShort') : errors.statement}
              onChange={(event) => setStatement(event.currentTarget.value)}
            />
            <SetbackAlert setback={setback} fields={fields} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpened(false)}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" loading={busy}>
                {t('lookupNotices:extend.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
