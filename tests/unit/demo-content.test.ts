import { describe, expect, it } from 'vitest';
import { isSpecialtyCode } from '../../api/specialties/specialties.ts';
import { type CastKey, demoCast } from '../../prisma/seed/demo/cast.ts';
import { demoConsultations } from '../../prisma/seed/demo/consultations/index.ts';
import { demoPictures } from '../../prisma/seed/demo/pictures/index.ts';
import type { DemoConsultation, DemoPerson } from '../../prisma/seed/demo/types.ts';

const people: readonly DemoPerson[] = demoCast;
const byKey = new Map(people.map((person) => [person.key, person]));
const answers = demoConsultations.flatMap((consultation) => consultation.answers);
const flags = demoConsultations.flatMap((consultation) => consultation.flags ?? []);
const decisions = demoConsultations.flatMap((consultation) => consultation.moderation ?? []);

/** Everyone who wrote, marked or flagged something in the consultation. */
function participants(consultation: DemoConsultation): Set<CastKey> {
  return new Set([
    consultation.author,
    ...consultation.answers.flatMap((answer) => [answer.author, ...(answer.helpfulFrom ?? [])]),
    ...(consultation.flags ?? []).map((flag) => flag.by),
  ]);
}

/** Author and hour of the post that a flag or a decision is about; fails the test when there is none. */
function postOf(consultation: DemoConsultation, on: string): { author: CastKey; hoursAfter: number } {
  if (on === 'consultation') return { author: consultation.author, hoursAfter: 0 };
  const answer = consultation.answers.find((candidate) => candidate.key === on);
  if (answer === undefined) throw new Error(`${consultation.key}: nothing is called ${on}`);
  return answer;
}

function isPhysician(key: CastKey): boolean {
  const person = byKey.get(key);
  return person?.verified === true && person.roles.includes('PHYSICIAN');
}

const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const duplicates = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('the demo cast', () => {
  it('has the people the demo promises', () => {
    const physicians = people.filter((person) => person.verified && person.roles.includes('PHYSICIAN'));
    expect(physicians.length).toBeGreaterThanOrEqual(26);
    expect(new Set(physicians.map((person) => person.specialtyCode)).size).toBeGreaterThanOrEqual(10);
    expect(people.filter((person) => person.roles.includes('MODERATOR'))).toHaveLength(2);
    expect(people.filter((person) => person.roles.includes('TECHNICAL_ADMIN'))).toHaveLength(3);
    expect(people.filter((person) => !person.verified)).toHaveLength(1);
  });

  it('names nobody twice and keeps to the reserved domain', () => {
    for (const part of ['key', 'name', 'email'] as const) {
      expect(duplicates(people.map((person) => person[part]))).toEqual([]);
    }
    for (const person of people) expect(person.email).toMatch(/^[a-z.-]+@konsilium\.example$/);
    const licences = people.flatMap((person) => person.licenceNumber ?? []);
    for (const licence of licences) expect(licence).toMatch(/^DEMO-\d{7}$/);
    expect(duplicates(licences)).toEqual([]);
  });

  it('lets no technical admin be a physician or a moderator', () => {
    for (const person of people) {
      if (person.roles.includes('TECHNICAL_ADMIN')) {
        expect(person).toMatchObject({
          roles: ['TECHNICAL_ADMIN'],
          specialtyCode: null,
          licenceNumber: null,
        });
      } else {
        expect(person.roles).toContain('PHYSICIAN');
        expect(isSpecialtyCode(person.specialtyCode ?? '')).toBe(true);
      }
    }
  });
});

describe('the demo consultations', () => {
  it('are as many, as varied and as moderated as the demo promises', () => {
    const answered = demoConsultations.filter((consultation) => consultation.answers.length > 0);
    expect(answered.length).toBeGreaterThanOrEqual(34);
    for (const consultation of answered) {
      expect(consultation.answers.length, consultation.key).toBeGreaterThanOrEqual(3);
      expect(consultation.answers.length, consultation.key).toBeLessThanOrEqual(8);
    }
    expect(demoConsultations.length - answered.length).toBeGreaterThanOrEqual(4);
    expect(new Set(demoConsultations.map((consultation) => consultation.kind)).size).toBe(4);
    expect(demoConsultations.filter((consultation) => consultation.solvedBy).length).toBeGreaterThanOrEqual(
      8,
    );

    const actions = (action: string) => decisions.filter((decision) => decision.action === action).length;
    expect(actions('hide')).toBeGreaterThanOrEqual(2);
    expect(actions('edit')).toBeGreaterThanOrEqual(2);
    expect(actions('delete')).toBeGreaterThanOrEqual(1);
    expect(actions('lock')).toBeGreaterThanOrEqual(1);
  });

  it('leave at least four flagged posts undecided', () => {
    const flagged = new Set<string>();
    const open = new Set<string>();
    for (const { key, flags = [], moderation = [] } of demoConsultations) {
      for (const flag of flags) {
        flagged.add(`${key}/${flag.on}`);
        if (!moderation.some((decision) => decision.on === flag.on)) open.add(`${key}/${flag.on}`);
      }
    }
    expect(flagged.size).toBeGreaterThanOrEqual(6);
    expect(open.size).toBeGreaterThanOrEqual(4);
  });

  it('are anonymous about half the time, also where the questioner comes back', () => {
    const anonymous = demoConsultations.filter((consultation) => consultation.anonymous);
    const share = anonymous.length / demoConsultations.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
    // A named answer in one's own anonymous thread, or the reverse, is the leak the product warns about.
    for (const consultation of demoConsultations) {
      const faces = new Map([[consultation.author, consultation.anonymous]]);
      for (const answer of consultation.answers) {
        expect(faces.get(answer.author) ?? answer.anonymous, consultation.key).toBe(answer.anonymous);
        faces.set(answer.author, answer.anonymous);
      }
    }
  });

  it('lie within five months, some within the last day, and no answer lies in the future', () => {
    expect(duplicates(demoConsultations.map((consultation) => consultation.key))).toEqual([]);
    const ages = demoConsultations.map((consultation) => consultation.hoursAgo);
    expect(Math.min(...ages)).toBeGreaterThan(0);
    expect(Math.max(...ages)).toBeLessThanOrEqual(153 * 24);
    expect(ages.filter((age) => age < 24).length).toBeGreaterThanOrEqual(3);
    for (const { key, hoursAgo, answers, flags = [], moderation = [] } of demoConsultations) {
      const hours = answers.map((answer) => answer.hoursAfter);
      expect(hours, key).toEqual(hours.toSorted((a, b) => a - b));
      for (const event of [...answers, ...flags, ...moderation]) {
        expect(event.hoursAfter, key).toBeGreaterThan(0);
        expect(Number.isInteger(event.hoursAfter) && Number.isInteger(hoursAgo), key).toBe(true);
        expect(event.hoursAfter, key).toBeLessThan(hoursAgo);
      }
    }
  });

  it('refer only to what exists and came before', () => {
    for (const consultation of demoConsultations) {
      expect(isSpecialtyCode(consultation.specialtyCode), consultation.key).toBe(true);
      expect(isPhysician(consultation.author), consultation.key).toBe(true);
      const seen = new Set<string>(['consultation']);
      for (const answer of consultation.answers) {
        const at = `${consultation.key}/${answer.key}`;
        expect(seen.has(answer.key), at).toBe(false);
        if (answer.quotes !== undefined) {
          expect(answer.quotes, at).not.toBe('consultation');
          expect(seen.has(answer.quotes), at).toBe(true);
        }
        seen.add(answer.key);
        expect(isPhysician(answer.author), at).toBe(true);
        const helped = answer.helpfulFrom ?? [];
        expect(helped, at).not.toContain(answer.author);
        expect(duplicates(helped), at).toEqual([]);
        for (const reader of helped) expect(isPhysician(reader), at).toBe(true);
      }
      if (consultation.solvedBy !== undefined) {
        expect(consultation.answers.map((answer) => answer.key)).toContain(consultation.solvedBy);
      }
    }
  });

  it('are flagged by others, after the fact, and decided by moderators who stayed out of it', () => {
    expect(flags.length).toBeGreaterThan(0);
    for (const consultation of demoConsultations) {
      const reports = (consultation.flags ?? []).map((flag) => `${flag.on} ${flag.by}`);
      expect(duplicates(reports), consultation.key).toEqual([]);
      for (const flag of consultation.flags ?? []) {
        const post = postOf(consultation, flag.on);
        expect(flag.by, consultation.key).not.toBe(post.author);
        expect(isPhysician(flag.by), consultation.key).toBe(true);
        expect(flag.hoursAfter, consultation.key).toBeGreaterThanOrEqual(post.hoursAfter);
      }
      for (const decision of consultation.moderation ?? []) {
        const post = postOf(consultation, decision.on);
        expect(byKey.get(decision.by)?.roles, consultation.key).toContain('MODERATOR');
        expect(participants(consultation).has(decision.by), consultation.key).toBe(false);
        expect(decision.hoursAfter, consultation.key).toBeGreaterThan(post.hoursAfter);
        const reported = (consultation.flags ?? []).filter((flag) => flag.on === decision.on);
        expect(
          reported.length > 0 && reported.every((flag) => flag.hoursAfter <= decision.hoursAfter),
          consultation.key,
        ).toBe(true);
        expect(decision.newBody !== undefined, consultation.key).toBe(decision.action === 'edit');
        if (decision.action === 'lock') expect(decision.on).toBe('consultation');
      }
    }
  });

  it('show images of every consent, described, one covered and one that has expired', () => {
    const shown = demoConsultations.flatMap(({ hoursAgo, images = [] }) =>
      images.map((image) => ({ ...image, hoursAgo })),
    );
    expect(new Set(shown.map(({ consent }) => consent)).size).toBe(4);
    expect(new Set(shown.map(({ picture }) => picture))).toEqual(new Set(demoPictures));
    for (const { alt } of shown) expect(words(alt)).toBeGreaterThanOrEqual(4);
    const retention = 60 * 24;
    expect(shown.filter(({ sensitive, hoursAgo }) => sensitive && hoursAgo < retention)).not.toEqual([]);
    expect(shown.filter(({ hoursAgo }) => hoursAgo > retention + 24)).toHaveLength(1);
  });

  it('are of a length that a colleague reads', () => {
    for (const { key, body, title, tags } of demoConsultations) {
      expect(words(body), key).toBeGreaterThanOrEqual(60);
      expect(words(body), key).toBeLessThanOrEqual(250);
      expect(title.length, key).toBeLessThanOrEqual(100);
      expect(tags.length, key).toBeGreaterThanOrEqual(2);
      expect(tags.length, key).toBeLessThanOrEqual(5);
      for (const tag of tags) expect(tag, key).toBe(tag.toLowerCase().trim());
    }
    for (const { author, body } of answers) {
      expect(words(body), `${author}: ${body}`).toBeGreaterThanOrEqual(30);
      expect(words(body), `${author}: ${body}`).toBeLessThanOrEqual(180);
    }
    const texts = [...demoConsultations, ...answers].map((post) => post.body);
    expect(duplicates(texts)).toEqual([]);
  });

  it('hold nothing that looks like a personal identity number, an address, a phone or a link', () => {
    const everything = JSON.stringify([demoConsultations, people.map((person) => person.about)]);
    expect(everything.match(/\b(?:19|20)?\d{6}[-+ ]?\d{4}\b/g)).toBeNull();
    expect(everything.match(/\b\d{3} ?\d{2} [A-ZÅÄÖ]\p{L}+/gu)).toBeNull();
    expect(everything.match(/\b0\d{1,3}[- ]\d{2,3} ?\d{2}/g)).toBeNull();
    expect(everything.match(/https?:|www\.|@/g)).toBeNull();
    expect(everything.includes('\u00ad')).toBe(false);
    for (const { name } of people) expect(everything).not.toContain(name);
  });
});
