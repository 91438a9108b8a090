import { expect, it } from 'vitest';
import { plainExcerpt } from '../../../web/features/moderation/plain-excerpt.ts';

it('shows words, not Markdown', () => {
  expect(plainExcerpt('## Fråga\n\n- **Fet** och *kursiv*\n- se [PM](https://example.org) `10 mg`')).toBe(
    'Fråga Fet och kursiv se PM 10 mg',
  );
});

it('leaves signs that mean something', () => {
  expect(plainExcerpt('Hb 5 * 2 och CRP_max > 200, snake_case_ord')).toBe(
    'Hb 5 * 2 och CRP_max > 200, snake_case_ord',
  );
});

it('is cut where a card ends', () => {
  expect(plainExcerpt('ord '.repeat(50), 11)).toBe('ord ord ord …');
});
