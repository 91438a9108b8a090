import { findIdentifiers } from '../../../moderation/patient-identifiers/find-identifiers.ts';
import { type Finding, identifierKinds } from '../../../moderation/patient-identifiers/finding.ts';
import type { LabelledSentence } from './labelled-sentences.ts';

/** Counts of passages: a finding is right when its kind, its beginning and its end are those of a label. */
export interface Score {
  labels: number;
  findings: number;
  right: number;
}

export const precision = ({ right, findings }: Score) => (findings === 0 ? 1 : right / findings);
export const recall = ({ right, labels }: Score) => (labels === 0 ? 1 : right / labels);

const samePassage = (a: Finding, b: Finding) => a.kind === b.kind && a.start === b.start && a.end === b.end;
const touching = (a: Finding, b: Finding) => a.start < b.end && b.start < a.end;

function score(
  sentences: readonly LabelledSentence[],
  counts: (finding: Finding) => boolean,
  isRight: (a: Finding, b: Finding) => boolean,
): Score {
  const total: Score = { labels: 0, findings: 0, right: 0 };
  for (const { text, labels } of sentences) {
    const wanted = labels.filter(counts);
    const found = findIdentifiers(text).filter(counts);
    total.labels += wanted.length;
    total.findings += found.length;
    total.right += found.filter((finding) => wanted.some((label) => isRight(label, finding))).length;
  }
  return total;
}

/** One row for all, one for what is certain (in label and in finding), one for any touch of any kind, one per kind. */
export function measure(sentences: readonly LabelledSentence[]): Map<string, Score> {
  return new Map([
    ['all', score(sentences, () => true, samePassage)],
    ['certain', score(sentences, ({ certainty }) => certainty === 'certain', samePassage)],
    ['touched', score(sentences, () => true, touching)],
    ...identifierKinds.map(
      (kind) => [kind, score(sentences, (one) => one.kind === kind, samePassage)] as const,
    ),
  ]);
}

/** The sentences where something is missing, wrong or of another certainty, for whoever tunes the rules. */
export function listMisses(sentences: readonly LabelledSentence[]): string[] {
  return sentences.flatMap(({ text, labels }) => {
    const say = (sign: string) => (one: Finding) =>
      `${sign}${one.kind} ${one.certainty} "${text.slice(one.start, one.end)}"`;
    const found = findIdentifiers(text);
    const same = (a: Finding, b: Finding) => samePassage(a, b) && a.certainty === b.certainty;
    const missed = labels.filter((label) => !found.some((one) => same(one, label))).map(say('-'));
    const wrong = found.filter((one) => !labels.some((label) => same(label, one))).map(say('+'));
    return missed.length + wrong.length === 0 ? [] : [`${text}\n   ${[...missed, ...wrong].join('\n   ')}`];
  });
}

export function renderTable(title: string, scores: Map<string, Score>): string {
  const rows = [...scores].map(
    ([name, one]) =>
      `${name.padEnd(28)} ${String(one.labels).padStart(6)} ${String(one.findings).padStart(8)} ` +
      `${precision(one).toFixed(3).padStart(9)} ${recall(one).toFixed(3).padStart(7)}`,
  );
  return [`\n${title}`, `${''.padEnd(28)} labels findings precision  recall`, ...rows, ''].join('\n');
}
