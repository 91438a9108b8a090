import { describe, expect, it } from 'vitest';
import { bulkAnswer, bulkText } from '../../prisma/seed/bulk/corpus.ts';
import medquad from '../../prisma/seed/bulk/medquad.json' with { type: 'json' };
import { seededRandom } from '../../prisma/seed/bulk/seeded-random.ts';

function sample(seed: number, count: number) {
  const rng = seededRandom(seed);
  return Array.from({ length: count }, () => ({ ...bulkText(rng), answer: bulkAnswer(rng) }));
}

describe('text for bulk seeding', () => {
  it('is the same for the same seed and another for another', () => {
    expect(sample(7, 50)).toEqual(sample(7, 50));
    expect(sample(7, 50)).not.toEqual(sample(8, 50));
  });

  it('has every slot filled and stays within its lengths', () => {
    for (const { title, body, answer } of sample(1, 2000)) {
      for (const text of [title, body, answer]) expect(text).not.toMatch(/[{}]|undefined/);
      expect(title.length).toBeLessThanOrEqual(160);
      expect(body.length).toBeGreaterThanOrEqual(100);
      expect(body.length).toBeLessThanOrEqual(2500);
      expect(answer.length).toBeGreaterThanOrEqual(40);
      expect(answer.length).toBeLessThanOrEqual(2000);
    }
  });

  it('rarely says the same thing twice', () => {
    const texts = sample(3, 2000);
    expect(new Set(texts.map((text) => text.title)).size).toBeGreaterThan(1200);
    expect(new Set(texts.map((text) => text.body)).size).toBe(2000);
    expect(new Set(texts.map((text) => text.answer)).size).toBeGreaterThan(1980);
  });

  it('carries with every pair where it came from, cut at the end of a sentence', () => {
    expect(medquad).toHaveLength(250);
    for (const pair of medquad) {
      expect(pair.url).toMatch(/^https?:\/\//);
      expect(pair.id).not.toBe('');
      expect(pair.answer.length).toBeLessThanOrEqual(1200);
      expect(pair.answer).toMatch(/[.!?]$/);
    }
  });

  it('spreads evenly enough, whatever the seed', () => {
    for (const seed of [0, 1, 42, 0xffff_ffff]) {
      const rng = seededRandom(seed);
      const numbers = Array.from({ length: 10_000 }, rng);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThan(1);
      const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
    }
  });
});
