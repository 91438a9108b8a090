import { request } from 'node:http';
import { hostileDocuments } from './documents.ts';

/** Requests that no client of ours would send, to be sent by whoever holds the cookie, or by a stranger. */

export interface Answer {
  status: number;
  text: string;
}

export interface HostileRequest {
  name: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Written bit by bit, without saying how long it is. */
  chunks?: readonly string[];
}

const json = { 'content-type': 'application/json', 'x-requested-with': 'konsilium' };
const graphql = (name: string, body: unknown): HostileRequest => ({
  name,
  method: 'POST',
  path: '/graphql',
  headers: json,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const query = (name: string, document: string, variables = {}) =>
  graphql(name, { query: document, variables });
const times = (count: number, piece: (at: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, at) => piece(at)).join(between);
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

const documents: HostileRequest[] = [
  ...hostileDocuments.map(({ name, query: document, variables }) => query(name, document, variables)),
  query('10,000 fields that repeat', `{ ${times(10_000, () => 'viewer { id }')} }`),
  query('10,000 aliases', `{ ${times(5_000, (at) => `a${at}: __typename`)} }`),
  query('20,000 names that are no fields', `{ ${times(20_000, (at) => `x${at}`)} }`),
  query(
    'fragments in a circle',
    'query { viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
  ),
  query(
    'fragments that overlap',
    `query { ${times(60, (at) => `...F${at}`)} } ${times(60, (at) => `fragment F${at} on Query { consultations(first: ${at + 1}) { edges { node { id title } } } }`)}`,
  ),
  query(
    'conflicts of aliases, deep',
    `{ ${times(300, (at) => `consultations(first: 1) { edges { node { a${at % 2}: id a${at % 2}: title } } }`)} }`,
  ),
  query(
    'directives on many fields',
    `{ ${times(1_500, () => '__typename @skip(if: false) @include(if: true)')} }`,
  ),
  query('unknown directives', `{ viewer ${times(5_000, (at) => `@d${at}`)} { id } }`),
  query('deep selections', `{ ${nested(5_000, 'a {', '}')} }`),
  query('deep lists', `{ consultation(id: ${nested(20_000, '[', ']')}) { id } }`),
  query('deep objects', `mutation { postAnswer(input: ${nested(10_000, '{a:', '}')}) { __typename } }`),
  query(
    'introspection of types in types',
    `{ __schema { types { ${nested(12, 'fields { type { ', '}}').replace('}}', 'name }}')} } } }`,
  ),
  query(
    'many operations',
    times(3_000, (at) => `query Q${at} { viewer { id } }`),
  ),
  query('nothing', ''),
  query('NUL in the document', '{ viewer { id } }\u0000'),
  query('a lone surrogate in the document', '{ consultation(id: "\ud800") { id } }'),
  graphql('no document', {}),
  graphql('a document that is a list', { query: [] }),
  graphql('a document that is an object', { query: { a: 1 } }),
  graphql('variables that are a list', { query: '{ viewer { id } }', variables: [] }),
  graphql('variables that are a text', { query: '{ viewer { id } }', variables: '{}' }),
  graphql('an operation of another kind', { query: '{ viewer { id } }', operationName: 5 }),
  graphql('extensions that are a text', { query: '{ viewer { id } }', extensions: 'x' }),
  graphql('a persisted query that is not there', {
    extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
  }),
  graphql('a persisted query that does not match', {
    query: '{ viewer { id } }',
    extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
  }),
  graphql('a persisted query of another version', {
    extensions: { persistedQuery: { version: 9, sha256Hash: 'x' } },
  }),
  graphql(
    'a batch',
    Array.from({ length: 200 }, () => ({ query: '{ viewer { id } }' })),
  ),
  graphql('an empty batch', []),
  graphql('null', 'null'),
  graphql('a number', '1e999'),
  graphql('a text', '"a"'),
  graphql('half of JSON', '{"query":"{ viewer'),
  graphql('lists 10,000 deep', `{"query":"{ viewer { id } }","variables":${nested(10_000, '[', ']')}}`),
  graphql(
    'objects 10,000 deep',
    `{"query":"{ viewer { id } }","variables":{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}}`,
  ),
  graphql(
    'keys of prototypes',
    '{"query":"{ viewer { id } }","variables":{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}}',
  ),
  graphql(
    '20,000 keys',
    `{"query":"{ viewer { id } }","variables":{${times(15_000, (at) => `"${at}":1`, ',')}}}`,
  ),
  graphql(
    'a number of 100,000 digits',
    `{"query":"query ($a: Int) { viewer { id } }","variables":{"a":${'9'.repeat(100_000)}}}`,
  ),
  graphql('more than is read', `{"query":"${'a'.repeat(300_000)}"}`),
];

const transport: HostileRequest[] = [
  {
    name: 'GraphQL as a form',
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'query={viewer{id}}',
  },
  {
    name: 'GraphQL as plain text',
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'text/plain' },
    body: '{"query":"{viewer{id}}"}',
  },
  { name: 'GraphQL of no type', method: 'POST', path: '/graphql', body: '{"query":"{viewer{id}}"}' },
  {
    name: 'GraphQL in parts',
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'multipart/form-data; boundary=a' },
    body: '--a\r\n\r\n--a--',
  },
  {
    name: 'an unknown alphabet',
    method: 'POST',
    path: '/graphql',
    headers: { ...json, 'content-type': 'application/json; charset=utf-7' },
    body: '{}',
  },
  {
    name: 'a packed body that is none',
    method: 'POST',
    path: '/graphql',
    headers: { ...json, 'content-encoding': 'gzip' },
    body: 'x'.repeat(1_000),
  },
  {
    name: 'an unknown packing',
    method: 'POST',
    path: '/graphql',
    headers: { ...json, 'content-encoding': 'zstd, br, x' },
    body: '{}',
  },
  {
    name: 'a body in chunks',
    method: 'POST',
    path: '/graphql',
    headers: json,
    chunks: [...`{"query":"{ viewer { id } }"}`],
  },
  {
    name: 'a chunked body without an end of JSON',
    method: 'POST',
    path: '/graphql',
    headers: json,
    chunks: Array.from({ length: 300 }, () => '['.repeat(1_000)),
  },
  { name: 'a document in the address', path: `/graphql?query=${encodeURIComponent('{ viewer { id } }')}` },
  { name: 'a document with two values in the address', path: '/graphql?query=a&query=b&variables=%00' },
  { name: 'a deep query of an address', path: `/graphql?${'a[b]'.repeat(1_000)}=1` },
  { name: 'an address of 15,000 signs', path: `/${'a'.repeat(15_000)}` },
  { name: 'an address of 15,000 slashes', path: '/'.repeat(15_000) },
  { name: 'an address of percent signs', path: `/${'%'.repeat(5_000)}` },
  { name: 'an address of points', path: '/../'.repeat(3_000) },
  { name: 'a broken address', path: '/consultations/%E0%A4%A' },
  { name: 'NUL in an address', path: '/consultations/%00' },
  { name: 'NUL in the address of a file', path: '/assets/%00.js' },
  { name: 'a way up', path: '/assets/..%2f..%2f..%2fetc/passwd' },
  { name: 'NUL in the address of an image', path: '/images/%00/320?e=1&s=x' },
  { name: 'NUL in the address of an archive', path: '/exports/%00' },
  { name: 'NUL in the address of a form', path: '/images/forms/%00' },
  {
    name: 'a width that is none',
    path: '/images/00000000-0000-4000-8000-000000000000/999999999999999999999?e=1e9&s[]=x&s[a]=y',
  },
  { name: 'a long header', path: '/', headers: { 'accept-language': 'sv,'.repeat(4_000) } },
  {
    name: 'many languages',
    path: '/graphql',
    method: 'POST',
    headers: { ...json, 'accept-language': times(2_000, (at) => `x${at % 10};q=0.1`, ',') },
    body: '{"query":"{viewer{id}}"}',
  },
  {
    name: 'many kinds that are accepted',
    path: '/images/00000000-0000-4000-8000-000000000000/320',
    headers: { accept: 'image/avif;  q=0'.repeat(900) },
  },
  { name: 'a header of 20,000 signs', path: '/', headers: { 'x-upload-id': 'a'.repeat(20_000) } },
  {
    name: 'a cookie that nobody signed',
    path: '/graphql',
    method: 'POST',
    headers: { ...json, cookie: 'konsilium=s%3Aabc.def; konsilium=%00' },
    body: '{"query":"{viewer{id}}"}',
  },
  {
    name: 'a cookie of nonsense',
    path: '/graphql',
    method: 'POST',
    headers: { ...json, cookie: `konsilium=${'%'.repeat(3_000)}` },
    body: '{"query":"{viewer{id}}"}',
  },
  {
    name: 'many cookies',
    path: '/graphql',
    method: 'POST',
    headers: { ...json, cookie: times(1_500, (at) => `a${at}=b`, '; ') },
    body: '{"query":"{viewer{id}}"}',
  },
  { name: 'a method that is none', method: 'PROPFIND', path: '/graphql' },
  { name: 'TRACE', method: 'TRACE', path: '/' },
  {
    name: 'OPTIONS',
    method: 'OPTIONS',
    path: '/graphql',
    headers: { origin: 'https://elsewhere.test', 'access-control-request-method': 'POST' },
  },
  {
    name: 'an empty upload',
    method: 'POST',
    path: '/images',
    headers: { 'x-requested-with': 'konsilium' },
    body: '',
  },
  {
    name: 'an upload of text',
    method: 'POST',
    path: '/images',
    headers: { 'x-requested-with': 'konsilium', 'x-upload-id': '\u00ff'.repeat(100) },
    body: '<svg/>',
  },
  {
    name: 'a form of text',
    method: 'POST',
    path: '/images/forms',
    headers: { 'x-requested-with': 'konsilium' },
    body: '%PDF-1.7 <script>',
  },
  { name: 'a receipt without a code', path: '/erasure/status' },
  {
    name: 'a receipt with a long code',
    path: '/erasure/status',
    headers: { 'x-erasure-code': 'I'.repeat(8_000) },
  },
];

/** Values of every field of the routes that take JSON. */
export function jsonRequests(values: readonly { name: string; text: unknown }[]): HostileRequest[] {
  const routes: [string, Record<string, unknown>][] = [
    ['/auth/sign-in', { email: 'nobody@example.test', password: 'fel lösenord' }],
    ['/erasure/status', { code: 'ABCD-EFGH' }],
    [
      '/telemetry/browser-errors',
      {
        class: 'TypeError',
        page: '/ask',
        kind: 'error',
        frames: [{ file: 'assets/a.js', line: 1, column: 1 }],
      },
    ],
  ];
  return routes.flatMap(([path, base]) =>
    Object.keys(base).flatMap((field) =>
      values.map(({ name, text }) => ({
        name: `${field}: ${name}`,
        method: 'POST',
        path,
        headers: json,
        body: JSON.stringify({ ...base, [field]: text }),
      })),
    ),
  );
}

export const strangeJson: HostileRequest[] = [
  '/auth/sign-in',
  '/auth/sign-out',
  '/erasure/status',
  '/telemetry/browser-errors',
].flatMap((path) =>
  [
    '',
    'null',
    '[]',
    '"a"',
    '5',
    '{',
    '{"email":{"$ne":1},"password":[]}',
    nested(4_000, '[', ']'),
    `{"__proto__":{"a":1}}`,
  ].map((body) => ({
    name: `${path} of ${body.slice(0, 20) || 'nothing'}`,
    method: 'POST',
    path,
    headers: json,
    body,
  })),
);

export const hostileRequests: readonly HostileRequest[] = [...documents, ...transport, ...strangeJson];

/** Sends it as it is: no library may mend it. @returns status 0 where the connection was closed without an answer. */
export function sendRaw(
  origin: string,
  { method = 'GET', path, headers = {}, body, chunks }: HostileRequest,
  more: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const size = body === undefined || chunks ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        headers: { ...more, ...headers, ...size },
        agent: false,
        timeout: 60_000,
      },
      (response) => {
        const parts: Buffer[] = [];
        const done = () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', done);
        response.on('error', done);
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve({ status: 0, text: '' }));
    for (const chunk of chunks ?? []) sent.write(chunk);
    sent.end(body);
  });
}
