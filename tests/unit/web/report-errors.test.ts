import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { browserPages } from '../../../api/telemetry/errors/browser-errors.ts';
import { pageOf, placesIn } from '../../../web/app/report-errors.ts';

const origin = 'https://konsilium.example.test';

describe('#51 what a broken page tells', () => {
  it.each([
    ['/', '/'],
    ['/consultations/6f0a9c52-5a57-4e0b-9f43-0d6a8a3b4c11', '/consultations/:id'],
    ['/privacy/processors', '/privacy/processors'],
    ['/privacy', '/privacy'],
    ['/operations/lookups/6f0a9c52', '/operations'],
    ['/settings', '/settings'],
    ['/settingskarin', 'other'],
    ['/karin.andersson', 'other'],
  ])('of the address %s is %s', (address, page) => {
    expect(pageOf(address)).toBe(page);
    expect(browserPages).toContain(pageOf(address));
  });

  it('names every page that there is, and no other', () => {
    const router = readFileSync(new URL('../../../web/app/router.tsx', import.meta.url), 'utf8');
    const paths = [...router.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path.replace(/\/\*$/, ''));
    expect([...browserPages].sort()).toEqual([...paths.filter((path) => path !== '*'), 'other'].sort());
    for (const path of paths) if (path !== '*') expect(pageOf(path)).toBe(path);
  });

  it('of a stack is places in our own scripts, in every browser’s writing', () => {
    const stack = [
      'TypeError: Karin Kanarie has no licence',
      `    at KarinKanarie (${origin}/assets/index-a1.js:12:345)`,
      `    at async ${origin}/assets/ask-b2.js?v=karin:1:2`,
      `kanarie@${origin}/assets/index-a1.js:7:8`,
      '    at chrome-extension://kanarie/content.js:1:1',
      `    at kanarie (https://kanarie.example.test/assets/x.js:1:1)`,
      `    at ${origin}/consultations/karin:1:1`,
    ].join('\n');
    expect(placesIn(stack, origin)).toEqual([
      { file: 'assets/index-a1.js', line: 12, column: 345 },
      { file: 'assets/ask-b2.js', line: 1, column: 2 },
      { file: 'assets/index-a1.js', line: 7, column: 8 },
    ]);
  });
});
