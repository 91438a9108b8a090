/** The worst GraphQL documents known. All within the size that the endpoints read. */
export interface HostileDocument {
  name: string;
  query: string;
  variables?: Record<string, unknown>;
}

const times = (count: number, piece: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => piece(at)).join(' ');
const version = 'version summary { sv en } terms { sv en } privacy { sv en }';

/** Asked signed out, each must be refused or answered within 100 ms of CPU and 1 MB. */
export const hostileDocuments: HostileDocument[] = [
  {
    name: '425 aliases of every text of the terms',
    query: `{ ${times(425, (at) => `a${at}: termsVersions { ...V }`)} } fragment V on TermsVersion { ${version} }`,
  },
  {
    name: 'as many as one document may hold',
    query: `{ ${times(130, (at) => `a${at}: termsVersions { ...V }`)} } fragment V on TermsVersion { ${version} }`,
  },
  {
    name: 'one text under 240 names',
    query: `{ termsInForce { terms { ${times(240, (at) => `a${at}: sv`)} } } }`,
  },
  {
    name: 'the texts within fragments that name each other twice',
    query: `{ ...F0 } ${times(60, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F60 on Query { termsVersions { ${version} } }`,
  },
  {
    name: 'a fragment that names itself',
    query: '{ ...F } fragment F on Query { termsVersions { version } ...F }',
  },
  { name: 'one field 240 times', query: `{ ${times(240, () => 'termsInForce { version }')} }` },
  { name: 'one field 500 times', query: `{ ${times(500, () => '__typename')} viewer { id } }` },
  {
    name: 'one alias for two fields, 300 times',
    query: `{ ${times(150, () => 'a: __typename')} ${times(150, () => 'a: viewer { id }')} }`,
  },
  {
    name: 'one field deep in many fragments',
    query: `{ ${times(40, (at) => `...F${at}`)} } ${times(40, (at) => `fragment F${at} on Query { viewer { id name email status } termsInForce { version } }`)}`,
  },
  {
    name: 'inline fragments within each other',
    query: `{ ${'... on Query { '.repeat(240)} viewer { id } ${'}'.repeat(240)} }`,
  },
  { name: '3,000 fields that do not exist', query: `{ ${times(3000, (at) => `q${at}`)} }` },
  { name: '900 fields that do not exist', query: `{ ${times(900, (at) => `consultatiom${at}`)} }` },
  { name: '1,000 directives', query: `{ viewer ${'@include(if: true)'.repeat(1000)} { id } }` },
  { name: '150 directives', query: `{ viewer ${'@include(if: true)'.repeat(150)} { id } }` },
  { name: '400 directives that do not exist', query: `{ viewer ${'@a'.repeat(400)} { id } }` },
  {
    name: '240 variables that nobody uses',
    query: `query (${times(240, (at) => `$v${at}: Int`)}) { viewer { id } }`,
  },
  {
    name: '900 items in a literal list',
    query: `mutation { postConsultation(input: { tags: [${times(900, () => '1')}] }) { __typename } }`,
  },
  {
    name: '60,000 items in a variable',
    query: 'mutation ($input: PostConsultationInput!) { postConsultation(input: $input) { __typename } }',
    variables: {
      input: {
        title: 'x',
        body: 'x',
        kind: 'QUESTION',
        specialty: 'x',
        anonymous: false,
        tags: Array(40_000).fill('t'),
      },
    },
  },
  { name: 'a variable of 190 kB', query: '{ viewer { id } }', variables: { x: 'x'.repeat(190_000) } },
  {
    name: 'the whole schema ten times',
    query: `{ ${times(10, (at) => `a${at}: __schema { types { name fields { name type { name } } } }`)} }`,
  },
  {
    name: 'the schema in a circle',
    query:
      '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
  },
  {
    name: 'ten registrations',
    query: `mutation { ${times(10, (at) => `a${at}: register(input: { email: "a@b.se", password: "x", name: "x", specialty: "x", licenceNumber: "x", acceptedTerms: "x" }) { __typename }`)} }`,
  },
  { name: 'a comment of 190 kB', query: `{ viewer { id } } #${'x'.repeat(190_000)}` },
  {
    name: 'a text of 190 kB in the document',
    query: `{ termsVersion(version: "${'x'.repeat(190_000)}") { version } }`,
  },
  { name: 'a name of 190 kB', query: `{ ${'x'.repeat(190_000)} }` },
  { name: '190,000 blanks', query: `{ viewer { id } ${' '.repeat(190_000)} }` },
  { name: '190,000 openings', query: '{'.repeat(190_000) },
];
