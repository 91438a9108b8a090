import { describe, expect, it } from 'vitest';
import { errorReport, readReport } from '../../../analytics/bugsnag/report.ts';
import { scrubError } from '../../../analytics/bugsnag/scrub-error.ts';

const secrets = [
  'Karin Kanariefågel',
  'KarinKanariefagel',
  '19670101-2384',
  'karin@canary.test',
  '6f0a9c52-5a57-4e0b-9f43-0d6a8a3b4c11',
  "INSERT INTO forum.answer VALUES ('kanarietext')",
  '/home/karin/journal.ts',
];
const everything = secrets.join(' ');

class DatabaseError extends Error {
  code: unknown;
  constructor(message: string, code: unknown) {
    super(message);
    this.code = code;
  }
}

function searched(thrown: unknown) {
  const errors = scrubError(thrown);
  const report = {
    side: 'server',
    context: 'test',
    unhandled: false,
    release: 'development',
    errors,
  } as const;
  expect(errorReport.safeParse(report).success).toBe(true);
  expect(readReport(JSON.stringify(report))).toEqual(report);
  const text = JSON.stringify(errors);
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/kanarie|canary|karin/i);
  return errors;
}

describe('#51 #52 an error that is cut down', () => {
  it('keeps its class, its code and places within the project', () => {
    const [error] = searched(new DatabaseError(everything, '23505'));
    expect(error).toMatchObject({ class: 'DatabaseError', code: '23505' });
    expect(error?.frames[0]).toMatchObject({ file: 'tests/unit/analytics/scrub-error.test.ts' });
    expect(error?.frames[0]?.line).toBeGreaterThan(40);
    for (const { file } of error?.frames ?? []) expect(file).not.toMatch(/^\/|\.\./);
  });

  it('keeps its causes, but not for ever', () => {
    const cause = new RangeError(everything);
    const outer = new TypeError(everything, { cause });
    expect(searched(outer).map((error) => error.class)).toEqual(['TypeError', 'RangeError']);
    cause.cause = outer;
    expect(searched(outer)).toHaveLength(2);
  });

  it.each([
    ['a name that was set', () => Object.assign(new Error(everything), { name: 'KarinKanariefagel' })],
    ['a message that was set afterwards', () => Object.assign(new Error('x'), { message: everything })],
    [
      'a message that looks like places',
      () => new Error(`x\n    at KarinKanariefagel (/home/karin/journal.ts:1:2)`),
    ],
    [
      'one like it, changed afterwards',
      () =>
        Object.assign(new Error(`x\n    at KarinKanariefagel (${import.meta.filename}:1:2)`), {
          message: 'y',
        }),
    ],
    [
      'a stack that was set',
      () =>
        Object.assign(new Error('x'), {
          stack: `Error: x\n    at f (/home/karin/journal.ts:1:2)\n${everything}`,
        }),
    ],
    ['a code of free text', () => new DatabaseError('x', everything)],
    ['a code that is a name', () => new DatabaseError('x', 'KARIN')],
    ['a code that is no text', () => new DatabaseError('x', { toString: () => everything })],
    ['a class that is a name', () => new (class KarinKanariefagel extends Error {})(everything)],
    ['a text', () => everything],
    ['an object', () => ({ message: everything, name: everything, stack: everything })],
    ['nothing', () => undefined],
    [
      'what breaks when it is read',
      () =>
        Object.defineProperty(new Error('x'), 'code', {
          get: () => {
            throw new Error(everything);
          },
        }),
    ],
  ])('%s tells nothing', (_what, make) => {
    expect(searched(make())).toHaveLength(1);
  });

  it('reads the stack where the message is empty or long', () => {
    expect(searched(new Error())[0]?.frames.length).toBeGreaterThan(0);
    expect(searched(new Error(everything.repeat(5000)))[0]?.frames.length).toBeGreaterThan(0);
  });
});

describe('what waits to be sent', () => {
  const good = {
    side: 'server',
    context: 'http',
    unhandled: false,
    release: 'production',
    errors: [{ class: 'Error', code: null, frames: [] }],
  };
  it.each([
    ['a property more', { ...good, message: 'x' }],
    ['a text for a context', { ...good, context: 'graphql physician Karin Kanarie' }],
    [
      'a place outside',
      {
        ...good,
        errors: [
          {
            class: 'Error',
            code: null,
            frames: [{ file: '/home/karin/x.ts', line: 1, column: 1, method: null }],
          },
        ],
      },
    ],
    [
      'a place above',
      {
        ...good,
        errors: [
          {
            class: 'Error',
            code: null,
            frames: [{ file: 'api/../../x.ts', line: 1, column: 1, method: null }],
          },
        ],
      },
    ],
    ['no error', { ...good, errors: [] }],
  ])('is refused with %s', (_what, report) => {
    expect(readReport(JSON.stringify(good))).not.toBeNull();
    expect(readReport(JSON.stringify(report))).toBeNull();
  });
});
