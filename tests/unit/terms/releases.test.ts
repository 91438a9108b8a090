import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlainError } from '../../../api/platform/plain-error.ts';
import { fillIn, listReleases } from '../../../api/terms/releases.ts';
import { copyTerms } from '../../support/terms.ts';

describe('the versions that come with the source code', async () => {
  const releases = await listReleases(null);
  const operator = { name: 'Läkarna i Exempelstad', contact: 'dataskydd@example.test' };

  it('begin with a material one and bear their days', () => {
    expect(releases.length).toBeGreaterThan(1);
    expect(releases[0]?.material).toBe(true);
    const days = releases.map(({ version }) => version);
    expect(days).toEqual([...days].sort());
    for (const { version, effectiveOn } of releases) expect(effectiveOn >= version).toBe(true);
  });

  it('name who answers for the data, leave no gap, and have the same sections in both languages', () => {
    for (const { version, texts } of releases) {
      for (const [kind, text] of Object.entries(texts)) {
        const filled = fillIn(text, operator);
        const where = `${version} ${kind}`;
        for (const markdown of Object.values(filled)) {
          expect(markdown, where).toContain(operator.name);
          expect(markdown, where).toContain(operator.contact);
          expect(markdown, where).not.toMatch(/\{\{|\}\}|TODO|lorem/i);
        }
        const shape = (markdown: string) =>
          markdown
            .split('\n')
            .map((line) => /^(#+|-|\||\d+\.)/.exec(line)?.[0] ?? (line === '' ? '' : 'text'));
        expect(shape(filled.sv), where).toEqual(shape(filled.en));
      }
    }
  });

  it('say what a physician must know', () => {
    const { TERMS, PRIVACY } = releases.at(-1)?.texts ?? {};
    for (const word of [
      'patientjournal',
      'patientdatalagen',
      'Tystnadsplikt',
      'anonymt',
      'Uppslag',
      'ansvar',
    ])
      expect(TERMS?.sv).toContain(word);
    for (const word of ['/privacy/processors', '/privacy/retention', 'IMY', 'samtycke', 'artikel 6.1'])
      expect(PRIVACY?.sv).toContain(word);
  });
});

describe('a folder that is not in order is refused by name', () => {
  it.each([
    ['a kind that does not exist', 'release.json', '{"effectiveOn":"2027-01-01","kind":"big","summary":{}}'],
    [
      'a missing summary',
      'release.json',
      '{"effectiveOn":"2027-01-01","kind":"minor","summary":{"sv":"Nytt."}}',
    ],
    ['no JSON', 'release.json', 'kind: minor'],
    ['an empty text', 'privacy.en.md', ' \n'],
  ])('%s', async (_what, file, content) => {
    const own = await copyTerms();
    const next = await own.with('2027-01-01', 'minor');
    try {
      await writeFile(path.join(next.path, '2027-01-01', file), content);
      const error = await listReleases(next.path).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PlainError);
      expect(String(error)).toContain(path.join('2027-01-01', file));
    } finally {
      await own.remove();
      await next.remove();
    }
  });

  it('a first version that nobody would have to accept', async () => {
    const own = await copyTerms();
    try {
      await rm(path.join(own.path, '2026-11-01'), { recursive: true });
      await expect(listReleases(own.path)).rejects.toThrow('must be material');
    } finally {
      await own.remove();
    }
  });
});
