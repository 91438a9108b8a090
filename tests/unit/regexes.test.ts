import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectRegexes } from '../hostile/regexes/collect-regexes.ts';
import { judgeRegex } from '../hostile/regexes/judge-regexes.ts';

describe('collecting the regular expressions of the sources', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'konsilium-regexes-'));
    mkdirSync(path.join(root, 'api/parts'), { recursive: true });
    mkdirSync(path.join(root, 'api/dist'));
    writeFileSync(path.join(root, 'api/parts/words.ts'), "export const blank = '[ \\u00a0]';\n");
    writeFileSync(path.join(root, 'api/dist/built.js'), 'export const built = /built/;\n');
    writeFileSync(
      path.join(root, 'api/all.tsx'),
      [
        "import { blank as gap } from './parts/words.ts';",
        `const words = ['a', \`b\${gap}\`];`,
        'export const literal = /a\\/b/giu;',
        `export const made = new RegExp(\`(?:\${words.join('|')})\` + '+$', 'u');`,
        'export const copied = new RegExp(made.source, made.flags);',
        'export const asked = (text: string) => new RegExp(text);',
      ].join('\n'),
    );
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('finds literals and what is made of constants, names what is not, and leaves out copies and what was built', () => {
    expect(collectRegexes(root, ['api'])).toMatchObject([
      { file: 'api/all.tsx', line: 3, pattern: { source: 'a\\/b', flags: 'giu' } },
      { line: 4, pattern: { source: '(?:a|b[ \u00a0])+$', flags: 'u' } },
      { line: 6, pattern: null, text: 'new RegExp(text)' },
    ]);
  });
});

describe('judging a regular expression', () => {
  it.each([
    ['^[a-z]+$', 'd', 'safe'],
    ['\\s+$', '', 'polynomial'],
    ['^\\s*[-| ]*-{3,}[-| ]*\\s*$', 'm', 'polynomial'],
    ['^(a|a)*$', '', 'exponential'],
    ['[a--b]', 'v', 'unknown'],
  ])(
    'calls /%s/%s %s',
    async (source, flags, kind) => {
      const verdict = await judgeRegex(source, flags);
      expect(verdict.kind).toBe(kind);
      if (kind === 'polynomial') expect(verdict).toHaveProperty('attack', expect.stringContaining('repeat('));
    },
    60_000,
  );
});
