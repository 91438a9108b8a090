/**
 * Makes the typed documents of web/ from the three printed schemas.
 *
 *   npx node web/graphql/generate.ts           writes web/graphql/{physician,moderation,operations}/
 *   npx node web/graphql/generate.ts --check   writes nothing; exits 1 and names what is stale
 *
 * A document belongs to the endpoint whose folder its file imports `graphql` from
 * (`import { graphql } from '../../graphql/physician/index.ts'`). A file that calls `graphql` takes it from exactly
 * one endpoint, otherwise this stops with the file's name.
 *
 * Every query is given `viewer { id }`: the session link compares it with who is signed in, so that an expired or
 * changed session is noticed before an answer meant for somebody else reaches a cache.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { gqlPluckFromCodeStringSync } from '@graphql-tools/graphql-tag-pluck';
import {
  buildASTSchema,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  parse,
} from 'graphql';

const endpoints = ['physician', 'moderation', 'operations'] as const;
type Endpoint = (typeof endpoints)[number];

const here = dirname(fileURLToPath(import.meta.url));
const web = dirname(here);
const schemas = join(dirname(web), 'api/graphql/schema');

interface Source {
  location: string;
  rawSDL: string;
  document: DocumentNode;
}

/** Every .ts and .tsx of web/ but what is generated or built, in a stable order. */
function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (path === here || path === join(web, 'dist')) return [];
      if (entry.isDirectory()) return sourceFiles(path);
      return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
    });
}

/** The endpoint a file takes `graphql` from, or null where it takes none. */
function endpointOf(path: string, code: string): Endpoint | null {
  const imports = code.matchAll(/import\s*(?:type\s*)?\{([^}]*)\}\s*from\s*['"](\.[^'"]+)['"]/g);
  const found = new Set<Endpoint>();
  for (const [, names = '', from = ''] of imports) {
    if (!/(^|[\s,])graphql([\s,]|$)/.test(names)) continue;
    const target = relative(here, resolve(dirname(path), from));
    const endpoint = endpoints.find((name) => target === name || target.startsWith(`${name}/`));
    if (endpoint) found.add(endpoint);
  }
  if (found.size > 1) throw new Error(`${relative(web, path)}: takes graphql() from ${[...found].join(' and ')}`);
  return [...found][0] ?? null;
}

function collectDocuments(): Record<Endpoint, Source[]> {
  const documents: Record<Endpoint, Source[]> = { physician: [], moderation: [], operations: [] };
  for (const path of sourceFiles(web)) {
    const code = readFileSync(path, 'utf8');
    const endpoint = endpointOf(path, code);
    if (!endpoint) continue;
    const plucked = gqlPluckFromCodeStringSync(path, code, { globalGqlIdentifierName: 'graphql', skipIndent: true });
    for (const { body } of plucked) {
      documents[endpoint].push({ location: relative(web, path), rawSDL: body, document: parse(body) });
    }
  }
  return documents;
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const viewerField: FieldNode = {
  kind: Kind.FIELD,
  name: name('viewer'),
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: [
      { kind: Kind.FIELD, name: name('__typename') },
      { kind: Kind.FIELD, name: name('id') },
    ],
  },
};

function withViewer(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== 'query') return definition;
      const { selectionSet } = definition;
      const hasViewer = selectionSet.selections.some((s) => s.kind === Kind.FIELD && s.name.value === 'viewer');
      if (hasViewer) return definition;
      return { ...definition, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, viewerField] } };
    }),
  };
}

/** For Apollo's cache: which object types each union and interface can be. */
function possibleTypes(schema: GraphQLSchema): string {
  const entries = Object.values(schema.getTypeMap())
    .filter((type) => isAbstractType(type) && !type.name.startsWith('__'))
    .map((type) => {
      const names = isAbstractType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [];
      return `  ${type.name}: [${names.sort().map((possible) => `'${possible}'`).join(', ')}],`;
    })
    .sort();
  return `/* eslint-disable */\nexport const possibleTypes: Record<string, string[]> = {\n${entries.join('\n')}\n};\n`;
}

async function generateEndpoint(endpoint: Endpoint, documents: Source[]): Promise<Map<string, string>> {
  const schema = parse(readFileSync(join(schemas, `${endpoint}.graphql`), 'utf8'));
  const schemaAst = buildASTSchema(schema);
  const folder = `${join(here, endpoint)}/`;
  const config = {
    scalars: { ID: 'string', Date: 'string', DateTime: 'string', Hour: 'string' },
    strictScalars: true,
    useTypeImports: true,
    enumType: 'string-literal',
    importExtension: '.ts',
  };
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: folder,
    schema,
    schemaAst,
    documents,
    config,
    plugins: [],
    pluginMap: {},
    presetConfig: { fragmentMasking: { unmaskFunctionName: 'unmask' } },
    documentTransforms: [
      {
        name: 'viewer',
        config: {},
        transformObject: {
          transform: ({ documents: files }) =>
            files.map((file) => (file.document ? { ...file, document: withViewer(file.document) } : file)),
        },
      },
    ],
  });
  const files = new Map<string, string>([[join(folder, 'possible-types.ts'), possibleTypes(schemaAst)]]);
  for (const section of sections) {
    const content = await codegen({ ...section, schemaAst });
    files.set(section.filename, content.endsWith('\n') ? content : `${content}\n`);
  }
  return files;
}

/** The names of the operations that our pages send, for the server's traces: any other name stays out of them. */
function operationNames(documents: Record<Endpoint, Source[]>): string {
  const lines = endpoints.map((endpoint) => {
    const names = documents[endpoint].flatMap(({ document }) =>
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
      ),
    );
    return `  ${endpoint}: [\n${[...new Set(names)].sort().map((one) => `    '${one}',\n`).join('')}  ],\n`;
  });
  return (
    '/** Generated by `npm run generate` from the documents of web/. */\n' +
    `export const operationNames = {\n${lines.join('')}} as const;\n`
  );
}

function write(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  stale.push(path);
  if (check) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const check = process.argv.includes('--check');
const documents = collectDocuments();
const stale: string[] = [];

write(join(dirname(web), 'api/graphql/schema/operation-names.ts'), operationNames(documents));

for (const endpoint of endpoints) {
  const files = await generateEndpoint(endpoint, documents[endpoint]);
  const folder = join(here, endpoint);
  const present = existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
  for (const path of present.filter((path) => !files.has(path))) {
    stale.push(path);
    if (!check) rmSync(path);
  }
  for (const [path, content] of files) write(path, content);
}

const paths = stale.map((path) => relative(dirname(web), path)).join(', ');
if (check && stale.length > 0) {
  process.stderr.write(`Stale generated documents: ${paths}. Run npm run generate.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(stale.length === 0 ? 'Documents are up to date.\n' : `Wrote ${paths}.\n`);
}
