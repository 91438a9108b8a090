import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schemas } from './schema.ts';

/**
 * Prints the three schemas into api/graphql/schema/, where they are committed: a change of what a role may see is a
 * change that a reviewer sees. With --check it only compares, and fails on a difference.
 */
const check = process.argv.includes('--check');
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(`./schema/${name}.graphql`, import.meta.url);
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (printed === committed) continue;
  if (check) {
    process.stderr.write(
      `api/graphql/schema/${name}.graphql is not what the code makes: run npm run generate.\n`,
    );
    process.exitCode = 1;
  } else {
    await writeFile(file, printed);
  }
}
