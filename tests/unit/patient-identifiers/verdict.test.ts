import { describe, expect, it } from 'vitest';
import {
  type Confirmation,
  excerptOf,
  type FieldFinding,
  isConfirmed,
  passagesToConfirm,
  reachVerdict,
} from '../../../web/features/patient-identifiers/verdict.ts';
import { findIdentifiers } from '../../../web/generated/patient-identifiers/find-identifiers.ts';

const check = (text: string, field = 'body'): FieldFinding[] =>
  findIdentifiers(text).map((finding) => ({ ...finding, field, text }));

const none: Confirmation = { passages: [], reason: '' };
const confirm = (findings: FieldFinding[], reason = 'En metod.'): Confirmation => ({
  passages: passagesToConfirm(findings),
  reason,
});

describe('the verdict on what is written', () => {
  it('lets a text without identifiers pass', () => {
    expect(reachVerdict(check('Hb 98, CRP 187.'), none)).toEqual({
      blocked: false,
      override: null,
      mayPublish: true,
    });
  });

  it('blocks what is certain, whatever is declared', () => {
    const findings = check('Patienten Karin, 850709-9805.');
    expect(reachVerdict(findings, confirm(findings))).toMatchObject({ blocked: true, mayPublish: false });
  });

  it('lets what is likely pass with a tick and a reason, and not with one of them', () => {
    const findings = check('Patienten Karin mår bättre.');
    expect(reachVerdict(findings, none)).toEqual({ blocked: false, override: null, mayPublish: false });
    expect(reachVerdict(findings, confirm(findings, '  ')).mayPublish).toBe(false);
    expect(reachVerdict(findings, { passages: [], reason: 'En metod.' }).mayPublish).toBe(false);
    expect(reachVerdict(findings, confirm(findings, ' En metod. '))).toEqual({
      blocked: false,
      override: { reason: 'En metod.' },
      mayPublish: true,
    });
  });

  it('asks again when something new is likely, and not when a passage has moved or gone', () => {
    const given = confirm(check('Patienten Karin mår bättre. Sonen Erik ringde.'));
    expect(isConfirmed(check('I dag: patienten Karin mår bättre.'), given)).toBe(true);
    expect(isConfirmed(check('Patienten Karin, sonen Erik, dottern Eva.'), given)).toBe(false);
    expect(isConfirmed(check('Patienten Karin.', 'title'), given)).toBe(false);
  });
});

describe('the excerpt', () => {
  it('is the line with the passage, cut on both sides', () => {
    const text = `Första raden\n${'a'.repeat(60)} patienten Karin ${'b'.repeat(60)}\nSista`;
    const [finding] = check(text);
    if (!finding) throw new Error('Nothing found');
    const { before, after } = excerptOf(finding, 20);
    expect(before).toBe(`…${'a'.repeat(9)} patienten `);
    expect(after).toBe(` ${'b'.repeat(19)}…`);
  });

  it('is the whole of a short line', () => {
    const [finding] = check('x\nPat Karin ok\ny');
    if (!finding) throw new Error('Nothing found');
    expect(excerptOf(finding)).toEqual({ before: 'Pat ', after: ' ok' });
  });
});
