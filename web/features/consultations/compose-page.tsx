import { Alert, Button, Group, Radio, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { ConsultationKind } from '../../graphql/physician/graphql.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownEditor } from '../../ui/markdown-editor.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { AnonymityMeter } from '../anonymity-meter/anonymity-meter.tsx';
import { FaceChoice } from '../bylines/face-choice.tsx';
import { DraftNotice } from '../drafts/draft-notice.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { HoldBackChoice } from '../hold-back/hold-back-choice.tsx';
import { ImageField } from '../images/upload/image-field.tsx';
import { placesUnderOtherFace } from '../images/upload/post-image.ts';
import { usePostImages } from '../images/upload/use-post-images.ts';
import { IdentifierGateNotice } from '../patient-identifiers/identifier-gate-notice.tsx';
import { useIdentifierGate } from '../patient-identifiers/use-identifier-gate.ts';
import { WritingPaused } from '../sanctions/writing-paused.tsx';
import { useViewer } from '../session/session-context.ts';
import { SpecialtySelect } from '../specialties/specialty-select.tsx';
import { tellPosted } from './posted-notice.tsx';
import { emptyQuestion, kinds, type QuestionForm, readQuestion } from './question-form.ts';

const PostConsultation = graphql(`
  mutation PostConsultation($input: PostConsultationInput!) {
    postConsultation(input: $input) {
      __typename
      ... on Consultation {
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

const fields = ['kind', 'specialty', 'tags', 'title', 'body', 'images', 'anonymous'] as const;
type Field = (typeof fields)[number];

export default function ComposePage() {
  const { t } = useText();
  const viewer = useViewer();
  const navigate = useNavigate();
  const { form, change, restored, kept, left, discard, forget, once } = useDraft(
    'ask',
    emptyQuestion,
    readQuestion,
  );
  const { run, busy, setback } = useCommand(PostConsultation, 'postConsultation');
  const { busy: sending, alone } = useBusy();
  const [missing, setMissing] = useState<readonly Field[]>([]);
  const pictures = usePostImages('images.ask');
  const gate = useIdentifierGate([
    { field: 'title', text: form.title },
    { field: 'body', text: form.body },
    { field: 'tags', text: form.tags.join(', ') },
  ]);
  const refused = fieldErrorsOf(setback, fields);

  // What the server refused is shown like what was left out: the first field at fault gets the focus.
  useEffect(() => {
    const issues = fieldErrorsOf(setback, fields);
    const first = fields.find((field) => issues[field]);
    if (first) focusField(first);
  }, [setback]);

  function edit(field: Field, changes: Partial<QuestionForm>) {
    change(changes);
    setMissing((previous) => previous.filter((other) => other !== field));
  }

  const errorOf = (field: Field) =>
    missing.includes(field)
      ? t(field === 'anonymous' ? 'consultations:face.choose' : 'common:required')
      : refused[field];

  function submit(event: FormEvent) {
    event.preventDefault();
    void alone(send);
  }

  async function send() {
    const { kind, specialty, tags, title, body, face } = form;
    const images = pictures.ready();
    const empty: Record<Field, boolean> = {
      kind: !kind,
      specialty: !specialty,
      tags: false,
      title: !title.trim(),
      body: !body.trim(),
      images: images === null,
      anonymous: !face,
    };
    const found = fields.filter((field) => empty[field]);
    setMissing(found);
    if (found[0]) return focusField(found[0]);
    if (!kind || !specialty || !face || !images) return;
    const passed = await gate.pass();
    if (!passed) return;
    const anonymous = face === 'anonymous';
    const { holdBack } = form;
    const posted = await run(
      {
        input: { kind, specialty, tags, title: title.trim(), body, anonymous, holdBack, images, ...passed },
      },
      once,
    );
    if (!posted) return;
    forget();
    pictures.list.forget();
    tellPosted();
    // Where any reader could be: right after the form the question's own page would name its author in the history.
    await navigate('/', { replace: true });
  }

  const submitLabel = {
    anonymous: t('consultations:compose.publishAnonymously'),
    named: t('consultations:compose.publishAs', { name: viewer.name }),
    none: t('consultations:compose.publish'),
  }[form.face ?? 'none'];

  return (
    <>
      <PageHeading title={t('consultations:compose.title')} lead={t('consultations:compose.lead')} />
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <WritingPaused />
          <DraftNotice
            restored={restored}
            kept={kept}
            left={left}
            onDiscard={() => {
              discard();
              pictures.list.discard();
            }}
          />
          <FaceChoice
            id="ask-anonymous"
            value={form.face}
            error={errorOf('anonymous') ?? null}
            alias={t('consultations:byline.asker')}
            onChange={(face) => edit('anonymous', { face, holdBack: null })}
          />
          <AnonymityMeter shown={form.face === 'anonymous'} />
          {form.face && (
            <HoldBackChoice
              anonymous={form.face === 'anonymous'}
              value={form.holdBack}
              onChange={(holdBack) => change({ holdBack })}
            />
          )}
          <Radio.Group
            id="ask-kind"
            size="md"
            label={t('consultations:compose.kind')}
            value={form.kind}
            error={errorOf('kind')}
            onChange={(value) => edit('kind', { kind: kinds.find((kind) => kind === value) ?? null })}
          >
            <Group mt={6} mb={4} gap="lg">
              {kinds.map((kind: ConsultationKind) => (
                <Radio key={kind} value={kind} label={t(`consultations:kind.${kind}`)} />
              ))}
            </Group>
          </Radio.Group>
          <SpecialtySelect
            id="ask-specialty"
            label={t('consultations:compose.specialty')}
            description={t('consultations:compose.specialtyHelp')}
            placeholder={t('common:chooseSpecialty')}
            value={form.specialty}
            error={errorOf('specialty')}
            onChange={(specialty) => edit('specialty', { specialty })}
          />
          <TextInput
            id="ask-title"
            label={t('consultations:compose.questionTitle')}
            value={form.title}
            error={errorOf('title')}
            onChange={(event) => edit('title', { title: event.currentTarget.value })}
          />
          <MarkdownEditor
            id="ask-body"
            label={t('consultations:compose.body')}
            description={t('consultations:compose.bodyHelp')}
            minRows={10}
            value={form.body}
            error={errorOf('body')}
            onChange={(body) => edit('body', { body })}
          />
          <ImageField
            id="ask-images"
            list={pictures.list}
            tried={pictures.tried}
            radiology={form.specialty === 'radiologi' || form.specialty === 'neuroradiologi'}
            refused={refused.images}
            underOtherFace={placesUnderOtherFace(setback)}
          />
          <TagsInput
            id="ask-tags"
            label={t('consultations:compose.tags')}
            description={t('consultations:compose.tagsHelp')}
            maxTags={5}
            value={form.tags}
            error={errorOf('tags')}
            onChange={(tags) => edit('tags', { tags })}
          />
          <Alert
            color="petrol"
            icon={<IconShieldLock aria-hidden />}
            title={t('consultations:compose.careTitle')}
          >
            <Text size="sm">{t('consultations:compose.carePatient')}</Text>
            {form.face === 'anonymous' && (
              <Text size="sm" mt="xs">
                {t('consultations:compose.careStyle')}
              </Text>
            )}
          </Alert>
          <IdentifierGateNotice
            gate={gate}
            fields={{
              title: { id: 'ask-title', label: t('consultations:compose.questionTitle') },
              body: { id: 'ask-body', label: t('consultations:compose.body') },
              tags: { id: 'ask-tags', label: t('consultations:compose.tags') },
            }}
          />
          <SetbackAlert setback={setback} fields={fields} />
          <Group>
            <Button type="submit" size="md" loading={busy || sending}>
              {submitLabel}
            </Button>
            <Text size="sm" c="dimmed">
              {t('drafts:where')}
            </Text>
          </Group>
        </Stack>
      </form>
    </>
  );
}

function focusField(field: Field): void {
  const container = document.getElementById(`ask-${field}`);
  const target = container?.matches('input, textarea, button')
    ? container
    : container?.querySelector('input, button');
  if (target instanceof HTMLElement) target.focus();
  container?.scrollIntoView({ block: 'center' });
}
