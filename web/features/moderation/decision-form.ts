import type { ModerationRule, PostAction } from '../../graphql/moderation/graphql.ts';

/**
 * What a moderator is writing about a case. `title` and `body` are null until she changes them; `version` is that of the
 * text from which she began to.
 */
export interface DecisionForm {
  rule: ModerationRule | null;
  statement: string;
  title: string | null;
  body: string | null;
  version: string | null;
}

export const emptyDecision: DecisionForm = {
  rule: null,
  statement: '',
  title: null,
  body: null,
  version: null,
};

export const rules: readonly ModerationRule[] = [
  'PATIENT_PRIVACY',
  'MEDICAL_ACCURACY',
  'RESPECT',
  'NO_ADVERTISING',
  'ON_TOPIC',
  'LAW',
];

/** As the server demands it. */
export const shortestStatement = 10;

/** Of what the browser has kept. */
export function readDecision(stored: unknown): DecisionForm | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const draft: Record<string, unknown> = { ...stored };
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const form = {
    rule: rules.find((rule) => rule === draft.rule) ?? null,
    statement: text(draft.statement) ?? '',
    title: text(draft.title),
    body: text(draft.body),
    version: text(draft.version),
  };
  return form.statement.trim() || form.title !== null || form.body !== null ? form : null;
}

/** A statement to start from: of the broken rule, or of the action where none was broken. */
export function templateOf(action: PostAction, rule: ModerationRule | null) {
  switch (action) {
    case 'DISMISS':
    case 'UNHIDE':
    case 'UNLOCK':
    case 'LIFT':
    case 'ACCEPT_EDIT':
      return `moderation:templates.${action}` as const;
  }
  return rule && (`moderation:templates.${rule}` as const);
}
