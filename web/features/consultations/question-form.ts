import type { ConsultationKind } from '../../graphql/physician/graphql.ts';
import { type Face, readFace } from '../bylines/face-choice.tsx';
import { type HoldBackValue, readHoldBack } from '../hold-back/hold-back-choice.tsx';

/** A question that is being written; also the form of its draft in the browser. */
export interface QuestionForm {
  face: Face;
  holdBack: HoldBackValue;
  kind: ConsultationKind | null;
  specialty: string | null;
  tags: string[];
  title: string;
  body: string;
}

/** A change of a question, and the version of the text that it was made from. */
export interface QuestionEdit extends QuestionForm {
  version: string;
}

export const kinds: readonly ConsultationKind[] = ['CLINICAL_CASE', 'QUESTION', 'ETHICS', 'ORGANISATION'];

export const emptyQuestion: QuestionForm = {
  face: null,
  holdBack: null,
  kind: null,
  specialty: null,
  tags: [],
  title: '',
  body: '',
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Null where nothing has been written yet: choices alone are not worth keeping. */
export function readQuestion(stored: unknown): QuestionForm | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const draft = stored as Record<string, unknown>;
  const title = text(draft.title);
  const body = text(draft.body);
  if (!title.trim() && !body.trim()) return null;
  return {
    face: readFace(draft.face),
    holdBack: readHoldBack(draft.holdBack),
    kind: kinds.find((kind) => kind === draft.kind) ?? null,
    specialty: text(draft.specialty) || null,
    tags: Array.isArray(draft.tags) ? draft.tags.filter((tag) => typeof tag === 'string') : [],
    title,
    body,
  };
}

/** Drafts of before there were versions name none: what stands there now is another. */
export function readQuestionEdit(stored: unknown): QuestionEdit | null {
  const form = readQuestion(stored);
  return form && { ...form, version: text((stored as Record<string, unknown>).version) };
}
