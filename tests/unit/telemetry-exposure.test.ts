import { Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import { exposureOf } from '../../api/telemetry/traces/operations.ts';
import { hostileDocuments } from '../hostile/documents.ts';
import { cpuTimeOf, explodes } from '../support/cpu-time.ts';

const exposed = (source: string) => {
  const document = parse(source);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
  return exposureOf('physician', operation, document);
};

it.each([
  ['named', '{ viewer { id } }'],
  ['named', '{ a: consultations { edges { node { id } } } __typename }'],
  ['named', '{ ...A } fragment A on Query { ... on Query { ...B } } fragment B on Query { viewer { id } }'],
  ['guarded', '{ myPosts { edges { node { id } } } }'],
  ['guarded', '{ viewer: myPosts { edges { node { id } } } }'],
  [
    'guarded',
    '{ viewer { id } ...A } fragment A on Query { ... on Query { ...B } } fragment B on Query { drafts }',
  ],
  ['guarded', 'mutation { viewer { id } }'],
])('is %s: %s', (exposure, document) => {
  expect(exposed(document)).toBe(exposure);
});

it.each(hostileDocuments.filter(({ query }) => query.includes('fragment')))(
  'is told in a moment of $name',
  async ({ query }) => {
    expect(await cpuTimeOf(() => exposed(query))).toBeLessThan(explodes);
  },
);
