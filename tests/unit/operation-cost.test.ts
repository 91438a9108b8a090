import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { costOf, isLonger, largestCost, largestCostOfStrangers } from '../../api/graphql/limit-cost.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { maximalDocument } from '../support/graphql-documents.ts';

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const document = parse(source);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('no operation');
  return costOf(schemas.physician, document, operation, variables);
}

describe('the cost of an operation', () => {
  it('counts what stands inside a page once for each row', () => {
    const page = 'edges { node { id title } }';
    expect(cost(`{ consultations(first: 10) { ${page} } }`)).toBe(1 + 10 * 4);
    expect(cost(`query ($n: Int) { consultations(first: $n) { ${page} } }`, { n: 10 })).toBe(41);
    expect(cost(`query ($n: Int = 10) { consultations(first: $n) { ${page} } }`)).toBe(41);
    expect(cost(`{ consultations { ${page} } }`), 'the schema’s default').toBe(1 + 20 * 4);
    expect(cost(`{ consultations(first: 1000000) { ${page} } }`), 'no page is longer').toBe(1 + 100 * 4);
  });

  it('sees through fragments, also those that name another twice', () => {
    const direct = cost('{ consultations { edges { node { id title } } } }');
    expect(
      cost(`query { consultations { edges { ...E } } } fragment E on QueryConsultationsConnectionEdge { node { ...N } }
        fragment N on Consultation { ... on Consultation { id title } }`),
    ).toBe(direct);
    const many = Array.from(
      { length: 60 },
      (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
    );
    expect(cost(`{ ...F0 } ${many.join(' ')} fragment F60 on Query { viewer { id } }`)).toBeGreaterThan(
      largestCost,
    );
  });

  it('everything of every consultation and its answers fits', () => {
    const document = maximalDocument(schemas.physician, { kind: 'query', name: 'consultations' });
    expect(cost(document, { list: 'ACTIVITY' })).toBeLessThan(largestCost);
  });

  it('a text of ours weighs what it is long', () => {
    expect(cost('{ termsVersions { terms { sv } } }')).toBeGreaterThan(500);
    expect(cost('{ termsVersions { terms { sv } privacy { sv } summary { sv } } }')).toBeLessThan(
      largestCostOfStrangers,
    );
    expect(
      cost('{ a: termsVersions { terms { sv en } privacy { sv en } summary { sv en } } }'),
    ).toBeGreaterThan(largestCostOfStrangers);
  });

  it('the length of an answer is looked at no further than it must', () => {
    const answer = { data: Array.from({ length: 10 }, () => ({ text: 'x'.repeat(100) })) };
    expect(isLonger(answer, 2000)).toBe(false);
    expect(isLonger(answer, 1000)).toBe(true);
    expect(isLonger(null, 10)).toBe(false);
    expect(
      isLonger(
        {
          get late() {
            throw new Error('looked at');
          },
        },
        -1,
      ),
    ).toBe(true);
  });

  it.each([
    [
      'pages within pages',
      '{ consultations(first: 100) { edges { node { answers(first: 100) { edges { node { id body postedAt isMine helpfulCount markedHelpful visibility editedAt editedByModeration byline { __typename } quoted { __typename } decisions { id } images { id } } } } } } } }',
    ],
    [
      'one page under many names',
      `{ ${Array.from({ length: 60 }, (_, at) => `a${at}: consultations(first: 100) { edges { node { id body } } }`).join(' ')} }`,
    ],
    [
      'one text under many names',
      `{ consultations(first: 100) { edges { node { ${Array.from({ length: 250 }, (_, at) => `a${at}: body`).join(' ')} } } } }`,
    ],
    [
      'many mutations at once',
      `mutation { ${Array.from({ length: 12 }, (_, at) => `a${at}: setLocale(locale: sv) { __typename }`).join(' ')} }`,
    ],
    [
      'the schema many times over',
      `{ ${Array.from({ length: 12 }, (_, at) => `a${at}: __schema { types { name } }`).join(' ')} }`,
    ],
  ])('is too much: %s', (_what, source) => {
    expect(cost(source)).toBeGreaterThan(largestCost);
  });
});
