import { describe, expect, it } from 'vitest';
import { type Refusal, sortRefusal } from '../../../web/ui/problems.ts';

const invalid = (...issues: Array<[string, string]>): Refusal => ({
  __typename: 'InvalidInputError',
  message: 'Något behöver rättas.',
  issues: issues.map(([field, message]) => ({ field, message })),
});

describe('a refusal sorted for a form', () => {
  it('puts each issue at its field, the first of several', () => {
    expect(
      sortRefusal(invalid(['title', 'Kort'], ['title', 'Lång'], ['tags.0', 'Ogiltig']), ['title', 'tags']),
    ).toEqual({
      fieldErrors: { title: 'Kort', tags: 'Ogiltig' },
      message: null,
    });
  });

  it('says what has no field of its own, and never nothing', () => {
    expect(sortRefusal(invalid(['caseId', 'Borta']), ['title']).message).toBe('Borta');
    expect(sortRefusal(invalid(), ['title']).message).toBe('Något behöver rättas.');
    expect(sortRefusal({ __typename: 'NotAllowedError', message: 'Låst' }, ['title'])).toEqual({
      fieldErrors: {},
      message: 'Låst',
    });
  });
});
