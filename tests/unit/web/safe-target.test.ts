import { describe, expect, it } from 'vitest';
import { safeTarget } from '../../../web/app/safe-target.ts';

describe('the page after a sign-in', () => {
  it('is the one that was asked for', () => {
    expect(safeTarget('/consultations/1?a=b#answer-2')).toBe('/consultations/1?a=b#answer-2');
    expect(safeTarget(null)).toBe('/');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
  ])('is never on another site: %j', (next) => {
    expect(safeTarget(next)).toBe('/');
  });
});
