import { Button, Group, Radio, Stack, Textarea, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { AppealOutcome } from '../../graphql/moderation/graphql.ts';
import { graphql } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { DraftNotice } from '../drafts/draft-notice.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import type { AppealedAct } from './appealed-act.ts';
import { shortestStatement } from './decision-form.ts';

const RuleOnAppeal = graphql(`
  mutation RuleOnAppeal($input: RuleOnAppealInput!) {
    ruleOnAppeal(input: $input) {
      __typename
      ... on ModeratedAppeal {
        id
        ...AppealPartsOfModeration
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

interface Form {
  outcome: AppealOutcome | null;
  statement: string;
}
const empty: Form = { outcome: null, statement: '' };
const outcomes = ['UPHELD', 'OVERTURNED'] as const;

function readForm(stored: unknown): Form | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const draft: Record<string, unknown> = { ...stored };
  const statement = typeof draft.statement === 'string' ? draft.statement : '';
  const outcome = outcomes.find((known) => known === draft.outcome) ?? null;
  return statement.trim() ? { outcome, statement } : null;
}

interface Props {
  /** The appeal's. */
  id: string;
  act: AppealedAct;
  onDone(outcome: AppealOutcome): void;
}

/** Upheld or overturned, with reasons. It says beforehand what overturning will do, and what it cannot. */
export function RulingForm({ id, act, onDone }: Props) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(RuleOnAppeal, 'ruleOnAppeal');
  const { form, change, restored, kept, left, discard, forget } = useDraft(`rule.${id}`, empty, readForm);
  const [tried, setTried] = useState(false);
  const refused = fieldErrorsOf(setback, fields);
  const { outcome, statement } = form;
  const short = [...statement.trim()].length < shortestStatement;
  const errors = {
    outcome: tried && outcome === null ? t('appeals:moderator.chooseFirst') : undefined,
    statement: tried && short ? t('moderation:statementShort') : refused.statement,
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    setTried(true);
    if (outcome === null || short) return focusInvalid(element);
    if (!(await run({ input: { id, outcome, statement } }))) return;
    forget();
    onDone(outcome);
  }

  return (
    <form onSubmit={submit} noValidate aria-labelledby="ruling-form">
      <Stack gap="md">
        <Title order={2} id="ruling-form">
          {t('appeals:moderator.ruling')}
        </Title>
        <DraftNotice restored={restored} kept={kept} left={left} onDiscard={discard} />
        <Radio.Group
          size="md"
          data-group-invalid={errors.outcome ? true : undefined}
          label={t('appeals:moderator.choose')}
          value={outcome}
          error={errors.outcome}
          onChange={(next) => change({ outcome: outcomes.find((known) => known === next) ?? null })}
        >
          <Stack gap="xs" mt="xs">
            <Radio
              value="UPHELD"
              label={t('appeals:moderator.uphold')}
              description={t('appeals:moderator.upholdHelp')}
            />
            <Radio
              value="OVERTURNED"
              label={t('appeals:moderator.overturn')}
              description={t(`appeals:moderator.overturnHelp.${act}`)}
            />
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('appeals:moderator.statement')}
          description={t('appeals:moderator.statementHelp')}
          autosize
          minRows={4}
          maxRows={12}
          required
          withAsterisk={false}
          value={statement}
          error={errors.statement}
          onChange={(event) => change({ statement: event.currentTarget.value })}
        />
        <SetbackAlert setback={setback} fields={fields} />
        <Group>
          <Button type="submit" loading={busy}>
            {t('appeals:moderator.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
