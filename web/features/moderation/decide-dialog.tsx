import { Button, Checkbox, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type FormEvent, useDeferredValue, useState } from 'react';
import type { PostAction, PostKind } from '../../graphql/moderation/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { MarkdownEditor } from '../../ui/markdown-editor.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { DraftNotice } from '../drafts/draft-notice.tsx';
import type { useDraft } from '../drafts/use-draft.ts';
import { EditConflict, isConflict } from '../edit-conflict/edit-conflict.tsx';
import { type DecisionForm, shortestStatement, templateOf } from './decision-form.ts';
import { emptyPassage, PassageChoice } from './passage-choice.tsx';
import { RuleChoice } from './rule-choice.tsx';
import { SuspensionLength } from './suspension-length.tsx';
import { TextDifference } from './text-difference.tsx';
import { useDecision } from './use-decision.ts';

const fields = ['rule', 'statement', 'title', 'body', 'days', 'passage', 'replacement'] as const;

interface FormProps {
  action: PostAction;
  caseId: string;
  post: {
    kind: PostKind;
    title: string;
    body: string;
    version: string;
    waitingEdit: { id: string } | null;
  };
  draft: ReturnType<typeof useDraft<DecisionForm>>;
  onClose(): void;
  onDone(): void;
}

interface Props extends FormProps {
  opened: boolean;
  /** Whether the keyboard goes back to the button that opened it. */
  returnFocus: boolean;
}

/** Asks for what a decision needs, and says what it will do. What was typed stays until the decision is made. */
export function DecideDialog({ opened, returnFocus, ...form }: Props) {
  const { t } = useText();
  const narrow = useMediaQuery('(max-width: 40em)');
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      returnFocus={returnFocus}
      title={t(`moderation:dialog.${form.action}.title`)}
      size={form.action === 'EDIT' || form.action === 'PROPOSE_REDACTION' ? 'xl' : 'lg'}
      fullScreen={narrow ?? false}
      // Room for the notice that the connection is gone.
      styles={narrow ? { body: { paddingBottom: '5rem' } } : {}}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <DecideForm {...form} />
    </Modal>
  );
}

/** Mounted anew each time the dialog opens. */
function DecideForm({ action, caseId, post, draft, onClose, onDone }: FormProps) {
  const { t } = useText();
  const { run, busy, setback, clear } = useDecision(action, caseId);
  const [tried, setTried] = useState(false);
  const [sure, setSure] = useState(false);
  const [days, setDays] = useState<number | null>(null);
  const [marked, setMarked] = useState(emptyPassage);
  // A place that was marked in another text is none in this one.
  const redaction = marked.version === post.version ? marked : { ...marked, start: 0, end: 0, passage: '' };
  const { form, change, restored, kept, left, discard } = draft;
  const refused = fieldErrorsOf(setback, fields);

  const editing = action === 'EDIT';
  const needsRule = action !== 'DISMISS' && action !== 'ACCEPT_EDIT';
  const title = editing && post.kind === 'CONSULTATION' ? (form.title ?? post.title) : null;
  const body = form.body ?? post.body;
  const unchanged = editing && body === post.body && (title === null || title === post.title);
  const madeFrom = form.version ?? post.version;
  const compared = [
    ...(title === null ? [] : [{ label: t('moderation:postTitle'), now: post.title, mine: title }]),
    { label: t('moderation:postBody'), now: post.body, mine: body },
  ];
  const conflict = editing && isConflict(madeFrom, post.version, compared);
  const choose = (changes: Partial<DecisionForm>) => {
    clear();
    change({ ...changes, version: post.version });
  };
  const template = templateOf(action, form.rule);

  const missing = {
    rule: needsRule && !form.rule ? t('moderation:chooseRule') : undefined,
    statement: form.statement.trim().length < shortestStatement ? t('moderation:statementShort') : undefined,
    body: conflict ? t('edit-conflict:chooseFirst') : unchanged ? t('moderation:textUnchanged') : undefined,
    days: action === 'SUSPEND' && days === null ? t('moderation:chooseDays') : undefined,
    passage:
      action === 'PROPOSE_REDACTION' && redaction.passage === ''
        ? t('moderation:redaction.choose')
        : undefined,
    sure: action === 'DELETE' && !sure ? t('moderation:confirmDelete') : undefined,
  };
  const shown: Partial<typeof missing> = tried ? missing : {};

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    if (Object.values(missing).some(Boolean)) return focusInvalid(currentTarget);
    const rule = form.rule ?? 'PATIENT_PRIVACY';
    const statement = form.statement.trim();
    const decided = await run({
      rule,
      statement,
      title,
      body,
      version: madeFrom,
      editId: post.waitingEdit?.id ?? '',
      days: days ?? 0,
      redaction: {
        ...redaction,
        replacement: redaction.replacement.trim() || t('moderation:redaction.replacementDefault'),
      },
    });
    if (decided) onDone();
    else focusInvalid(currentTarget);
  }

  function insertTemplate() {
    if (!template) return;
    const statement = form.statement.trim();
    change({ statement: statement ? `${statement}\n\n${t(template)}` : t(template) });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>{t(`moderation:dialog.${action}.text`)}</Text>
        <DraftNotice restored={restored} kept={kept} left={left} onDiscard={discard} />
        {conflict && (
          <EditConflict
            fields={compared}
            setback={setback}
            onTakeNow={() => choose({ title: null, body: null })}
            onKeepMine={() => choose({})}
          />
        )}
        {editing && (
          <EditedText
            original={post}
            title={title}
            body={body}
            errors={{ title: refused.title, body: shown.body ?? refused.body }}
            onTitle={(next) => change({ title: next, version: madeFrom })}
            onBody={(next) => change({ body: next, version: madeFrom })}
          />
        )}
        {action === 'PROPOSE_REDACTION' && (
          <PassageChoice
            post={post}
            value={redaction}
            errors={{ passage: shown.passage ?? refused.passage, replacement: refused.replacement }}
            onChange={setMarked}
          />
        )}
        {action === 'SUSPEND' && (
          <SuspensionLength value={days} error={shown.days ?? refused.days} onChange={setDays} />
        )}
        {needsRule && (
          <RuleChoice
            value={form.rule}
            error={shown.rule ?? refused.rule}
            onChange={(rule) => change({ rule })}
          />
        )}
        <div>
          <Textarea
            label={t('moderation:statement')}
            description={t(
              action === 'DISMISS' ? 'moderation:statementHelpDismiss' : 'moderation:statementHelp',
            )}
            autosize
            minRows={4}
            maxRows={12}
            required
            withAsterisk={false}
            value={form.statement}
            error={shown.statement ?? refused.statement}
            onChange={(event) => change({ statement: event.currentTarget.value })}
          />
          {template && (
            <Button variant="subtle" size="compact-sm" mt={6} ml={-8} onClick={insertTemplate}>
              {t('moderation:insertTemplate')}
            </Button>
          )}
        </div>
        {action === 'DELETE' && (
          <Checkbox
            label={t('moderation:sureToDelete')}
            checked={sure}
            error={shown.sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
          />
        )}
        <SetbackAlert setback={conflict ? null : setback} fields={fields} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={busy} {...(action === 'DELETE' ? { color: 'red.8' } : {})}>
            {t(`moderation:dialog.${action}.submit`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface EditedTextProps {
  original: { title: string; body: string };
  /** Null: the post is an answer and has none. */
  title: string | null;
  body: string;
  errors: { title?: string | undefined; body?: string | undefined };
  onTitle(title: string): void;
  onBody(body: string): void;
}

/** The text to be changed, and beneath it what will be told of the change. */
function EditedText({ original, title, body, errors, onTitle, onBody }: EditedTextProps) {
  const { t } = useText();
  const laterBody = useDeferredValue(body);
  return (
    <>
      {title !== null && (
        <TextInput
          label={t('moderation:postTitle')}
          value={title}
          error={errors.title}
          onChange={(event) => onTitle(event.currentTarget.value)}
        />
      )}
      <MarkdownEditor
        label={t('moderation:postBody')}
        value={body}
        error={errors.body}
        minRows={8}
        onChange={onBody}
      />
      {(body !== original.body || (title !== null && title !== original.title)) && (
        <section aria-label={t('moderation:change')}>
          <Text fw={600} size="sm" mb={4}>
            {t('moderation:change')}
          </Text>
          <Stack gap="xs">
            {title !== null && title !== original.title && (
              <TextDifference before={original.title} after={title} />
            )}
            {body !== original.body && <TextDifference before={original.body} after={laterBody} />}
          </Stack>
        </section>
      )}
    </>
  );
}
