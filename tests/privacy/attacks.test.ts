import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { attacks, attacksNamedIn, suitesElsewhere } from './attacks.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The titles of all describe, it and test calls of a file; skipped ones and comments are none. */
function titlesIn(file: string, source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = calleeOf(node.expression);
      const [first] = node.arguments;
      if (callee && first && ts.isStringLiteralLike(first)) titles.push(first.text);
      if (callee && first && ts.isTemplateExpression(first)) titles.push(first.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return titles;
}

/** True for it(…), it.each(…)(…), describe.each`…`(…); false for it.skip(…) and everything else. */
function calleeOf(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression)) return ['describe', 'it', 'test'].includes(expression.text);
  if (ts.isPropertyAccessExpression(expression)) {
    return (
      !['skip', 'todo', 'skipIf', 'fails'].includes(expression.name.text) && calleeOf(expression.expression)
    );
  }
  if (ts.isCallExpression(expression)) return calleeOf(expression.expression);
  if (ts.isTaggedTemplateExpression(expression)) return calleeOf(expression.tag);
  return false;
}

async function namedAttacks(): Promise<Map<number, string[]>> {
  const here = (await readdir(path.join(root, 'tests/privacy')))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `tests/privacy/${name}`);
  const named = new Map<number, string[]>();
  for (const file of [...here, ...suitesElsewhere]) {
    for (const title of titlesIn(file, await readFile(path.join(root, file), 'utf8'))) {
      for (const number of attacksNamedIn(title)) named.set(number, [...(named.get(number) ?? []), file]);
    }
  }
  return named;
}

it('every known attack has a test, or a reason why it cannot apply', async () => {
  const numbers = Object.keys(attacks).map(Number);
  expect(numbers.filter((number) => number <= 58)).toEqual(Array.from({ length: 58 }, (_, at) => at + 1));
  const named = await namedAttacks();
  const without = numbers.filter((number) => attacks[number]?.reason === null && !named.has(number));
  expect(without, 'no test bears these numbers').toEqual([]);
  const both = numbers.filter((number) => attacks[number]?.reason && named.has(number));
  expect(both, 'a reason beside a test: one of them is wrong').toEqual([]);
  expect([...named.keys()].filter((number) => !(number in attacks))).toEqual([]);
});
