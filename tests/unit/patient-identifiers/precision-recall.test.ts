/**
 * How well the check does on the labelled set. With PRINT_PRECISION_RECALL=1 the tables are printed:
 *
 *   PRINT_PRECISION_RECALL=1 npx vitest run --project unit tests/unit/patient-identifiers/precision-recall.test.ts
 *
 * The floors lie just below what was measured on the day they were set. Held-out sentences are for measuring only.
 */
import { describe, expect, it } from 'vitest';
import { identifierKinds } from '../../../moderation/patient-identifiers/finding.ts';
import {
  developmentSentences,
  heldOutSentences,
  secondDevelopmentSentences,
  secondHeldOutSentences,
} from './labelled-sentences.ts';
import { measure, precision, recall, renderTable, type Score } from './measure.ts';

const parts = {
  development: measure(developmentSentences),
  'held out': measure(heldOutSentences),
  'second development': measure(secondDevelopmentSentences),
  'second held out': measure(secondHeldOutSentences),
};
type Part = keyof typeof parts;

/** The kinds that the first set has: the others came with the second. */
const firstKinds = identifierKinds.filter(
  (kind) => kind !== 'SWEDISH_RESERVE_NUMBER' && kind !== 'ICELANDIC_KENNITALA',
);

if (process.env.PRINT_PRECISION_RECALL) {
  for (const [title, scores] of Object.entries(parts)) process.stdout.write(renderTable(title, scores));
}

function scoreOf(part: Part, row: string): Score {
  const score = parts[part].get(row);
  if (!score) throw new Error(`Nothing measured for ${row}`);
  return score;
}

describe('the labelled set', () => {
  const all = [...developmentSentences, ...heldOutSentences];

  it('has at least 320 different sentences, a third of them held out', () => {
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(320);
    expect(heldOutSentences.length / all.length).toBeGreaterThan(0.32);
    expect(heldOutSentences.length / all.length).toBeLessThan(0.35);
  });

  it('has at least 45 % sentences without any identifier in either part', () => {
    for (const part of [developmentSentences, heldOutSentences]) {
      expect(part.filter(({ labels }) => labels.length === 0).length / part.length).toBeGreaterThanOrEqual(
        0.45,
      );
    }
  });

  it('has every kind in both parts and every language', () => {
    for (const part of [developmentSentences, heldOutSentences]) {
      const kinds = new Set(part.flatMap(({ labels }) => labels.map(({ kind }) => kind)));
      expect([...kinds].sort()).toEqual([...firstKinds].sort());
      expect(new Set(part.map(({ language }) => language))).toEqual(new Set(['sv', 'fi', 'en']));
    }
  });
});

describe('the second set', () => {
  const all = [...secondDevelopmentSentences, ...secondHeldOutSentences];

  it('has at least 200 different sentences, a third held out, every kind and every language', () => {
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(secondHeldOutSentences.length / all.length).toBeGreaterThan(0.32);
    const kinds = new Set(all.flatMap(({ labels }) => labels.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([...identifierKinds].sort());
    for (const part of [secondDevelopmentSentences, secondHeldOutSentences]) {
      expect(new Set(part.map(({ language }) => language))).toEqual(new Set(['sv', 'fi', 'en', 'nb', 'da']));
    }
  });
});

describe('precision and recall', () => {
  it.each<[Part, string, number, number]>([
    ['development', 'all', 0.98, 0.98],
    ['development', 'certain', 0.98, 0.98],
    ['held out', 'all', 0.98, 0.97],
    ['held out', 'certain', 0.98, 0.95],
    ['second development', 'all', 0.98, 0.98],
    ['second development', 'certain', 0.97, 0.98],
    ['second held out', 'all', 0.95, 0.98],
    ['second held out', 'certain', 0.97, 0.98],
  ])('%s, %s: at least %f and %f', (part, row, leastPrecision, leastRecall) => {
    const score = scoreOf(part, row);
    expect(precision(score)).toBeGreaterThanOrEqual(leastPrecision);
    expect(recall(score)).toBeGreaterThanOrEqual(leastRecall);
  });

  it.each(firstKinds)('%s: at least 0.90 in each part', (kind) => {
    for (const part of ['development', 'held out'] as const) {
      const score = scoreOf(part, kind);
      expect(score.labels).toBeGreaterThan(0);
      expect(precision(score), `${part}, precision`).toBeGreaterThanOrEqual(0.9);
      expect(recall(score), `${part}, recall`).toBeGreaterThanOrEqual(0.9);
    }
  });
});
