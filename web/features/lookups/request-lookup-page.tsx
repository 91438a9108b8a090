import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { DraftNotice } from '../drafts/draft-notice.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { FindSubject, type Subject } from './find-subject.tsx';
import { PseudonymFields } from './pseudonym-fields.tsx';
import { emptyRequest, looksLikePseudonym, readRequest, reasons, shortestText } from './request-form.ts';

const RequestLookup = graphql(`
  mutation RequestLookup($input: RequestLookupInput!) {
    requestLookup(input: $input) {
      __typename
      ... on Lookup {
        id
      }
      ... on Refusal {
        code
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

const fields = ['reason', 'text', 'caseReference'] as const;

/** Asks for the author of one anonymous post, or for whose a pseudonym is: which, on what ground, and why. */
export function RequestLookupPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const { run, busy, setback, clear } = useCommand(RequestLookup, 'requestLookup');
  const { form, change, restored, kept, left, discard, forget, once } = useDraft(
    'lookup',
    emptyRequest,
    readRequest,
  );
  const [subject, setSubject] = useState<Subject | null>(null);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const refused = fieldErrorsOf(setback, fields);

  const missing = {
    reason: form.reason ? undefined : t('lookups:request.reasonMissing'),
    text: form.text.trim().length < shortestText ? t('lookups:request.textShort') : undefined,
    caseReference: form.caseReference.trim() ? undefined : t('lookups:request.caseReferenceMissing'),
  };
  const shown: Partial<typeof missing> = tried ? missing : {};

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    const known = form.about === 'post' || looksLikePseudonym(form.pseudonym);
    if (known && Object.values(missing).every((problem) => problem === undefined)) setAsking(true);
    else focusInvalid(event.currentTarget);
  }

  async function request() {
    const { reason, text, caseReference, processor } = form;
    const about =
      form.about === 'pseudonym'
        ? { pseudonym: { processor, pseudonym: form.pseudonym.trim() } }
        : { aliasId: subject?.aliasId ?? null };
    if (!reason) return;
    const requested = await run(
      { input: { ...about, reason, text: text.trim(), caseReference: caseReference.trim() } },
      once,
    );
    setAsking(false);
    if (!requested) return;
    forget();
    await navigate(`/operations/lookups/${requested.id}`);
  }

  return (
    <>
      <BackLink to="/operations/lookups">{t('lookups:toList')}</BackLink>
      <PageHeading title={t('lookups:request.title')} lead={t('lookups:request.lead')} />
      <Stack gap="lg">
        <DraftNotice
          restored={restored}
          kept={kept}
          left={left}
          onDiscard={() => {
            discard();
            setSubject(null);
          }}
        />
        <Radio.Group
          size="md"
          label={t('lookups:request.about')}
          value={form.about}
          onChange={(about) => change({ about: about === 'pseudonym' ? 'pseudonym' : 'post' })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="post" label={t('lookups:request.aboutPost')} />
            <Radio value="pseudonym" label={t('lookups:request.aboutPseudonym')} />
          </Stack>
        </Radio.Group>
        {form.about === 'post' ? (
          <FindSubject
            link={form.link}
            subject={subject}
            onLink={(link) => change({ link })}
            onFound={setSubject}
          />
        ) : (
          <PseudonymFields form={form} onChange={change} tried={tried} />
        )}
        {(subject || form.about === 'pseudonym') && (
          <form onSubmit={submit} noValidate>
            <Stack gap="md">
              <Radio.Group
                size="md"
                data-group-invalid={(shown.reason ?? refused.reason) ? true : undefined}
                label={t('lookups:request.reason')}
                value={form.reason}
                error={shown.reason ?? refused.reason}
                onChange={(next) => change({ reason: reasons.find((known) => known === next) ?? null })}
              >
                <Stack gap="xs" mt="xs">
                  {reasons.map((reason) => (
                    <Radio
                      key={reason}
                      value={reason}
                      label={t(`lookups:reasons.${reason}`)}
                      description={t(`lookups:reasonHelp.${reason}`)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <Textarea
                label={t('lookups:request.text')}
                description={t('lookups:request.textHelp')}
                autosize
                minRows={4}
                maxRows={14}
                value={form.text}
                error={shown.text ?? refused.text}
                onChange={(event) => change({ text: event.currentTarget.value })}
              />
              <TextInput
                label={t('lookups:request.caseReference')}
                description={t('lookups:request.caseReferenceHelp')}
                maxLength={100}
                value={form.caseReference}
                error={shown.caseReference ?? refused.caseReference}
                onChange={(event) => change({ caseReference: event.currentTarget.value })}
              />
              <SetbackAlert setback={setback} fields={fields} />
              <Group>
                <Button type="submit" loading={busy}>
                  {t('lookups:request.submit')}
                </Button>
                <Button component={Link} to="/operations/lookups" variant="default">
                  {t('common:cancel')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t('lookups:request.confirmTitle')}
        confirmLabel={t('lookups:request.submit')}
        busy={busy}
        onConfirm={() => void request()}
        onCancel={() => {
          setAsking(false);
          clear();
        }}
      >
        <Text>{t('lookups:request.confirmTold')}</Text>
        <Text>{t('lookups:request.confirmRecord')}</Text>
      </ConfirmDialog>
    </>
  );
}
