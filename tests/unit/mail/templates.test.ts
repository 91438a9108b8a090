import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../api/config.ts';
import { composeMail } from '../../../api/mail/compose-mail.ts';
import { minutesUntilRetry, mostAttempts } from '../../../api/mail/policy.ts';
import { mailTemplates, parseMailNote, writeMail } from '../../../api/mail/templates.ts';
import { newId } from '../../../api/platform/ids.ts';
import { exampleNotes } from '../../support/mail.ts';

const locales = ['sv', 'en'] as const;

describe('the mails there are', () => {
  it('are all among the examples', () => {
    expect(exampleNotes.map(({ template }) => template)).toEqual(mailTemplates);
  });

  it.each(exampleNotes)('$template: says when, in both languages, and leaves no gap', (note) => {
    const [sv, en] = locales.map((locale) => writeMail(note, locale).paragraphs.join('\n'));
    expect(sv).not.toBe(en);
    if (Object.keys(note.values).length > 0) {
      expect(sv).toContain('24 december 2026');
      expect(en).toContain('24 December 2026');
    }
    expect(`${sv}${en}`).not.toMatch(/undefined|null|NaN|\{|\}/);
  });
});

describe('#16 #17 #21 what a mail can carry', () => {
  it.each([
    { template: 'image_expiry', values: { expiresOn: '2026-12-24', title: 'Svår anemi' } },
    { template: 'image_expiry', values: { expiresOn: 'Svår anemi' } },
    { template: 'image_expiry', values: { expiresOn: '2026-12-24', count: 7 } },
    { template: 'erasure_cancelled', values: { note: 'x' } },
    { template: 'new_answer', values: {} },
    { template: 'erasure_cancelled', values: {}, subject: 'x' },
  ])('refuses %j', (note) => {
    expect(() => parseMailNote(note)).toThrow();
  });

  it('headers, sender and subject are the same for every kind; the first words too', () => {
    const config = readConfig({ NODE_ENV: 'test', KONSILIUM_URL: 'https://konsilium.example.test' });
    for (const locale of locales) {
      const mails = exampleNotes.map((note) => {
        const now = new Date('2026-11-21T12:34:56Z');
        const { text, html, messageId, ...rest } = composeMail(config, {
          id: newId(),
          to: 'a@example.test',
          locale,
          note,
          now,
        });
        expect(messageId).toMatch(/^<[0-9a-f-]{14}4[0-9a-f-]{21}@konsilium\.example\.test>$/);
        expect(html).toContain('<html lang=');
        return JSON.stringify({ ...rest, preview: String(text).slice(0, 100) });
      });
      expect(new Set(mails).size).toBe(1);
      expect(mails[0]).toContain('2026-11-21T12:00:00.000Z');
    }
  });
});

it('what fails is tried again ever later, and not for ever', () => {
  const spans = Array.from({ length: mostAttempts }, (_, at) => minutesUntilRetry(at + 1, 0.999));
  expect(spans).toEqual([...spans].sort((one, other) => one - other));
  expect(spans[0]).toBeLessThanOrEqual(2);
  expect(Math.max(...spans)).toBeLessThanOrEqual(720);
  const hours = spans.reduce((sum, span) => sum + span, 0) / 60;
  expect(hours).toBeGreaterThan(36);
  expect(minutesUntilRetry(1, 0)).toBe(1);
});
