import { useApolloClient } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { HourTime } from '../../ui/hour-time.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { OwnNotices } from '../sanctions/use-own-notices.ts';
import { PassageChange } from './passage-change.tsx';
import { AcceptRedaction, AnswerRedaction, DeclineRedaction } from './redaction-commands.ts';

export const RedactionParts = graphql(`
  fragment RedactionParts on Redaction {
    id
    field
    start
    end
    replacement
    hides
    rule
    statement
    proposedAt
  }
`);

interface Props {
  redaction: FragmentType<typeof RedactionParts>;
  post: { title: string | null; body: string };
}

/** A proposed redaction, to the author of the post alone, with her three answers. */
export function RedactionNotice({ redaction, post }: Props) {
  const { t } = useText();
  const client = useApolloClient();
  const { id, field, start, end, replacement, hides, rule, statement, proposedAt } = unmask(
    RedactionParts,
    redaction,
  );
  const accept = useCommand(AcceptRedaction, 'acceptRedaction');
  const decline = useCommand(DeclineRedaction, 'declineRedaction');
  const [rewriting, setRewriting] = useState(false);
  const [declining, setDeclining] = useState(false);
  const text = field === 'TITLE' ? (post.title ?? '') : post.body;
  const answered = () => void client.refetchQueries({ include: [OwnNotices] });

  return (
    <Alert color="orange" icon={<IconEraser aria-hidden />} title={t('redactions:title')}>
      <Stack gap="xs">
        <Text size="sm">
          {t('decisions:rule')} <strong>{t(`decisions:rules.${rule}`)}</strong>
        </Text>
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {statement}
        </Text>
        <section aria-label={t('redactions:change')}>
          <Text size="sm" fw={600} mb={4}>
            {t(field === 'TITLE' ? 'redactions:titleField' : 'redactions:bodyField')}
          </Text>
          <PassageChange text={text} start={start} end={end} replacement={replacement} />
        </section>
        <Text size="sm">
          {t(hides ? 'redactions:hidden' : 'redactions:shown')} {t('redactions:effect')}
        </Text>
        {rewriting ? (
          <OwnWords id={id} onDone={answered} onCancel={() => setRewriting(false)} />
        ) : (
          <Group gap="xs">
            <Button
              size="sm"
              loading={accept.busy}
              onClick={async () => {
                if (await accept.run({ id })) answered();
              }}
            >
              {t('redactions:accept')}
            </Button>
            <Button size="sm" variant="default" onClick={() => setRewriting(true)}>
              {t('redactions:rewrite')}
            </Button>
            <Button size="sm" variant="default" onClick={() => setDeclining(true)}>
              {t('redactions:decline')}
            </Button>
          </Group>
        )}
        <SetbackAlert setback={accept.setback} />
        <Text size="xs" c="dimmed">
          {t('redactions:onlyYou')} · <HourTime at={proposedAt} />
        </Text>
      </Stack>
      <ConfirmDialog
        opened={declining}
        title={t('redactions:declineTitle')}
        confirmLabel={t('redactions:decline')}
        busy={decline.busy}
        onCancel={() => setDeclining(false)}
        onConfirm={async () => {
          if (!(await decline.run({ id }))) return;
          setDeclining(false);
          answered();
        }}
      >
        <Text>
          {t('redactions:declineText')} {hides && t('redactions:declineHidden')}
        </Text>
        <SetbackAlert setback={decline.setback} />
      </ConfirmDialog>
    </Alert>
  );
}

const fields = ['replacement'] as const;

function OwnWords({ id, onDone, onCancel }: { id: string; onDone(): void; onCancel(): void }) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(AnswerRedaction, 'answerRedaction');
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const missing = tried && !words.trim() ? t('common:required') : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (words.trim() && (await run({ input: { id, replacement: words } }))) onDone();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <Textarea
          label={t('redactions:own')}
          description={t('redactions:ownHelp')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={200}
          data-autofocus
          value={words}
          error={missing ?? fieldErrorsOf(setback, fields).replacement}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <SetbackAlert setback={setback} fields={fields} />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={busy}>
            {t('redactions:save')}
          </Button>
          <Button size="sm" variant="default" onClick={onCancel}>
            {t('redactions:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
