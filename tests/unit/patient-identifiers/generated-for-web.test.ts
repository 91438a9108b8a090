import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const original = path.join(import.meta.dirname, '../../../moderation/patient-identifiers');

/** A house of its own, so that the command writes nothing into this one. */
let house = '';
const command = () => path.join(house, 'moderation/patient-identifiers/generate-for-web.ts');
const target = () => path.join(house, 'web/generated/patient-identifiers');
const isFresh = () => spawnSync(process.execPath, [command(), '--check'], { encoding: 'utf8' });

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'generate-for-web-'));
  cpSync(original, path.join(house, 'moderation/patient-identifiers'), { recursive: true });
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('generate-for-web', () => {
  it('copies every rule under a header, the same each time', () => {
    execFileSync(process.execPath, [command()]);
    const copied = readdirSync(target()).sort();
    expect(copied).toEqual(
      readdirSync(original)
        .filter((name) => name !== 'generate-for-web.ts')
        .sort(),
    );
    for (const name of copied) {
      const content = readFileSync(path.join(target(), name), 'utf8');
      expect(content.split('\n', 1)[0]).toMatch(/Generated .* Do not edit/);
      expect(content.endsWith(readFileSync(path.join(original, name), 'utf8'))).toBe(true);
    }
    expect(isFresh().status).toBe(0);
  });

  it('notices what is changed, missing or left over', () => {
    writeFileSync(path.join(target(), 'calendar.ts'), '// edited\n');
    rmSync(path.join(target(), 'finding.ts'));
    writeFileSync(path.join(target(), 'old-rule.ts'), '');
    const { status, stderr } = isFresh();
    expect(status).toBe(1);
    for (const name of ['calendar.ts', 'finding.ts', 'old-rule.ts']) expect(stderr).toContain(name);
    execFileSync(process.execPath, [command()]);
    expect(isFresh().status).toBe(0);
  });
});
