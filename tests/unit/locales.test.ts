import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { en, sv } from '../../web/locales/catalogue.ts';

const web = path.join(import.meta.dirname, '../../web');
const plural = /_(one|other)$/;

/** 'namespace:path.to.text' to text. */
function flatten(tree: object, prefix: string): Array<[string, unknown]> {
  return Object.entries(tree).flatMap(([key, value]) => {
    const separator = prefix === '' ? '' : prefix.includes(':') ? '.' : ':';
    const path = `${prefix}${separator}${key}`;
    return typeof value === 'object' && value !== null ? flatten(value, path) : [[path, value]];
  });
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['dist', 'graphql', 'locales'].includes(path.relative(web, file)) ? [] : sources(file);
    }
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

/** Every literal in the code that begins with a namespace; `${…}` stands for one step of the path. */
function usedKeys(): Array<{ file: string; key: string; pattern: RegExp }> {
  const literal = new RegExp(`(['"\`])((?:${Object.keys(sv).join('|')}):[\\w.{}$()\\[\\]' ?]+?)\\1`, 'g');
  return sources(web).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(literal)].map(([, , key = '']) => {
      const steps = key.split(/\$\{[^}]*\}/).map((step) => step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return { file: path.relative(web, file), key, pattern: new RegExp(`^${steps.join('[^.:]+')}$`) };
    }),
  );
}

const svTexts = new Map(flatten(sv, ''));
const enTexts = new Map(flatten(en, ''));
const keys = [...new Set([...svTexts.keys()].map((key) => key.replace(plural, '')))];
const used = usedKeys();

describe('the texts of the interface', () => {
  it('exist in Swedish and in English under the same keys', () => {
    expect([...enTexts.keys()].sort()).toEqual([...svTexts.keys()].sort());
  });

  it('are never empty, and take the same values in both languages', () => {
    const placeholders = (text: unknown) =>
      [...String(text).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const [key, text] of svTexts) {
      const other = enTexts.get(key);
      expect(String(text).trim(), key).not.toBe('');
      expect(String(other).trim(), key).not.toBe('');
      expect(placeholders(other), key).toEqual(placeholders(text));
    }
  });

  it('exist for every key that the code asks for', () => {
    expect(used.length).toBeGreaterThan(100);
    const missing = used.filter(({ pattern }) => !keys.some((key) => pattern.test(key)));
    expect(missing.map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });

  it('are all asked for', () => {
    const unused = keys.filter((key) => !used.some(({ pattern }) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('have both forms where a number decides', () => {
    for (const key of svTexts.keys()) {
      if (!plural.test(key)) continue;
      const base = key.replace(plural, '');
      expect([svTexts.has(`${base}_one`), svTexts.has(`${base}_other`)], base).toEqual([true, true]);
    }
  });
});
