import { describe, expect, it } from 'vitest';
import { isSpecialtyCode, specialties } from '../../api/specialties/specialties.ts';

describe('the list of medical specialties', () => {
  it('names every specialty once, in both languages', () => {
    for (const part of ['code', 'sv', 'en'] as const) {
      const values = specialties.map((specialty) => specialty[part]);
      expect(new Set(values).size).toBe(values.length);
      expect(values.filter((value) => value.trim() === '')).toEqual([]);
    }
  });

  it('uses codes that survive a URL and a column', () => {
    for (const { code } of specialties) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('holds 45 base, 8 branch and 10 additional specialties', () => {
    const count = (group: string) => specialties.filter((specialty) => specialty.group === group).length;
    expect([count('base'), count('branch'), count('additional')]).toEqual([45, 8, 10]);
  });

  it('recognises its codes and nothing else', () => {
    expect(isSpecialtyCode('allmanmedicin')).toBe(true);
    for (const text of ['Allmänmedicin', 'allmanmedicin ', '', 'toString', 'homeopati']) {
      expect(isSpecialtyCode(text)).toBe(false);
    }
  });
});
