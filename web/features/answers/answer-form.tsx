import { Alert, Button, CloseButton, Group, Stack, Text, Title } from '@mantine/core';
import { IconQuote } from '@tabler/icons-react';
import { type FormEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownEditor } from '../../ui/markdown-editor.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { AnonymityMeter } from '../anonymity-meter/anonymity-meter.tsx';
import { type Face, FaceChoice, readFace } from '../bylines/face-choice.tsx';
import { DraftNotice } from '../drafts/draft-notice.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { HoldBackChoice, type HoldBackValue, readHoldBack } from '../hold-back/hold-back-choice.tsx';
import { ImageField } from '../images/upload/image-field.tsx';
import { placesUnderOtherFace } from '../images/upload/post-image.ts';
import { usePostImages } from '../images/upload/use-post-images.ts';
import { IdentifierGateNotice } from '../patient-identifiers/identifier-gate-notice.tsx';
import { useIdentifierGate } from '../patient-identifiers/use-identifier-gate.ts';
import { WritingPaused } from '../sanctions/writing-paused.tsx';
import { useViewer } from '../session/session-context.ts';
import { PostAnswer } from './answer-commands.ts';
import type { Quotable } from './answer-item.tsx';

interface AnswerDraft {
  face: Face;
  holdBack: HoldBackValue;
  body: string;
  quoted: Quotable | null;
}

const emptyAnswer: AnswerDraft = { face: null, holdBack: null, body: '', quoted: null };
const fields = ['body', 'images', 'anonymous', 'quotedAnswerId'] as const;

function readQuoted(value: unknown): Quotable | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('name' in value)) return null;
  return typeof value.id === 'string' && typeof value.name === 'string'
    ? { id: value.id, name: value.name }
    : null;
}

function readAnswer(stored: unknown): AnswerDraft | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const draft = stored as Record<string, unknown>;
  const body = typeof draft.body === 'string' ? draft.body : '';
  if (!body.trim()) return null;
  return {
    face: readFace(draft.face),
    holdBack: readHoldBack(draft.holdBack),
    body,
    quoted: readQuoted(draft.quoted),
  };
}

export interface AnswerFormHandle {
  quote(quotable: Quotable): void;
}

interface Props {
  ref: Ref<AnswerFormHandle>;
  consultationId: string;
  /** The viewer asked this question; `anonymous` or `named` is the face she asked under. */
  askedAs: Face;
  /** The faces that the viewer has worn here before, as asker or in answers. */
  myFaces: { anonymous: boolean; named: boolean };
  onPosted(answerId: string): Promise<void>;
}

/** Writing an answer. The face is chosen every time, and said once more on the button. */
export function AnswerForm({ ref, consultationId, askedAs, myFaces, onPosted }: Props) {
  const { t } = useText();
  const viewer = useViewer();
  const { form, change, restored, kept, left, discard, forget, once } = useDraft(
    `answer.${consultationId}`,
    emptyAnswer,
    readAnswer,
  );
  const { run, busy, setback, clear } = useCommand(PostAnswer, 'postAnswer');
  const { busy: sending, alone } = useBusy();
  const [missing, setMissing] = useState<{ body: boolean; face: boolean }>({ body: false, face: false });
  const [round, setRound] = useState(0);
  const pictures = usePostImages(`images.answer.${consultationId}`);
  const formRef = useRef<HTMLFormElement>(null);
  const refused = fieldErrorsOf(setback, fields);
  const bodyId = `answer-body-${consultationId}`;
  const gate = useIdentifierGate([{ field: 'body', text: form.body }]);

  useImperativeHandle(ref, () => ({
    quote(quotable) {
      change({ quoted: quotable });
      formRef.current?.scrollIntoView({ block: 'start' });
      document.getElementById(bodyId)?.focus({ preventScroll: true });
    },
  }));

  const alias = t(askedAs === 'anonymous' ? 'consultations:byline.asker' : 'consultations:byline.aColleague');

  function submit(event: FormEvent) {
    event.preventDefault();
    void alone(send);
  }

  async function send() {
    const found = { body: !form.body.trim(), face: !form.face };
    setMissing(found);
    if (found.face) {
      const first = formRef.current?.querySelector<HTMLElement>('[role="radio"]');
      first?.focus();
    }
    if (found.body) document.getElementById(bodyId)?.focus();
    const images = pictures.ready();
    if (found.body || found.face || !images) return;
    const passed = await gate.pass();
    if (!passed) return;
    const anonymous = form.face === 'anonymous';
    const posted = await run(
      {
        input: {
          consultationId,
          body: form.body,
          anonymous,
          holdBack: form.holdBack,
          images,
          ...passed,
          ...(form.quoted ? { quotedAnswerId: form.quoted.id } : {}),
        },
      },
      once,
    );
    if (!posted) return;
    forget();
    discard();
    pictures.list.forget();
    setRound(round + 1);
    await onPosted(posted.id);
  }

  const submitLabel = {
    anonymous: t('answers:submitAnonymously', { alias }),
    named: t('answers:submitAs', { name: viewer.name }),
    none: t('answers:submit'),
  }[form.face ?? 'none'];

  return (
    <form ref={formRef} onSubmit={submit} noValidate aria-labelledby="answer-form-title">
      <Stack gap="md" key={round}>
        <Title order={2} id="answer-form-title">
          {t('answers:write')}
        </Title>
        <WritingPaused />
        <DraftNotice
          restored={restored}
          kept={kept}
          left={left}
          onDiscard={() => {
            discard();
            pictures.list.discard();
            clear();
          }}
        />
        {form.quoted && (
          <Alert color="gray" icon={<IconQuote aria-hidden />} py="xs">
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{t('answers:quoting', { name: form.quoted.name })}</Text>
              <CloseButton aria-label={t('answers:removeQuote')} onClick={() => change({ quoted: null })} />
            </Group>
          </Alert>
        )}
        <MarkdownEditor
          id={bodyId}
          label={t('answers:yours')}
          value={form.body}
          error={missing.body ? t('common:required') : refused.body}
          onChange={(body) => {
            setMissing((previous) => ({ ...previous, body: false }));
            change({ body });
          }}
        />
        <ImageField
          id={`answer-images-${consultationId}`}
          list={pictures.list}
          tried={pictures.tried}
          radiology={false}
          refused={refused.images}
          underOtherFace={placesUnderOtherFace(setback)}
        />
        <FaceChoice
          id={`answer-face-${consultationId}`}
          value={form.face}
          error={missing.face ? t('consultations:face.choose') : (refused.anonymous ?? null)}
          alias={alias}
          note={faceNote()}
          onChange={(face) => {
            setMissing((previous) => ({ ...previous, face: false }));
            change({ face, holdBack: null });
          }}
        />
        {/* Whoever has a face here already goes on with what it shows. */}
        <AnonymityMeter
          shown={form.face === 'anonymous' && askedAs !== 'anonymous' && !myFaces.anonymous}
          idle={form === emptyAnswer}
        />
        {form.face && (
          <HoldBackChoice
            anonymous={form.face === 'anonymous'}
            value={form.holdBack}
            onChange={(holdBack) => change({ holdBack })}
          />
        )}
        <IdentifierGateNotice gate={gate} fields={{ body: { id: bodyId, label: t('answers:yours') } }} />
        <SetbackAlert setback={setback} fields={['body', 'images', 'anonymous']} />
        <Group>
          <Button type="submit" size="md" loading={busy || sending}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );

  /** Reminds her of the face she has worn here: two faces in one discussion are easily told to be one person. */
  function faceNote(): string | null {
    if (askedAs === 'anonymous') {
      return form.face === 'named'
        ? t('answers:faces.namedInOwnAnonymous')
        : t('answers:faces.askedAnonymously');
    }
    if (myFaces.anonymous && form.face === 'named') return t('answers:faces.namedAfterAnonymous');
    if ((myFaces.named || askedAs === 'named') && form.face === 'anonymous')
      return t('answers:faces.anonymousAfterNamed');
    if (myFaces.anonymous) return t('answers:faces.anonymousBefore');
    return null;
  }
}
