import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Every regular expression that the sources write, read from their syntax trees. */

export interface FoundRegex {
  /** Relative to the root, with slashes. */
  file: string;
  line: number;
  /** Null where it is not constant: it cannot be checked. */
  pattern: { source: string; flags: string } | null;
  /** As it is written. */
  text: string;
}

const endings = /\.(?:ts|tsx|mts|js|mjs|cjs)$/;
/** Copies of originals that are read. */
const generated = new Set(['web/generated', 'web/graphql', 'node_modules', 'dist']);

export function collectRegexes(root: string, folders: readonly string[]): FoundRegex[] {
  return folders.flatMap((folder) =>
    listSources(root, folder).flatMap((file) => regexesOf(readSource(root, file))),
  );
}

function listSources(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (generated.has(name) || generated.has(entry.name)) return [];
    if (entry.isDirectory()) return listSources(root, name);
    return endings.test(entry.name) && !entry.name.endsWith('.d.ts') ? [name] : [];
  });
}

interface Source {
  root: string;
  file: string;
  tree: ts.SourceFile;
}

const sources = new Map<string, Source>();

function readSource(root: string, file: string): Source {
  const key = path.join(root, file);
  const known = sources.get(key);
  if (known) return known;
  const text = readFileSync(key, 'utf8');
  const source = { root, file, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
  sources.set(key, source);
  return source;
}

function regexesOf(source: Source): FoundRegex[] {
  const found: FoundRegex[] = [];
  const note = (node: ts.Node, pattern: FoundRegex['pattern']) => {
    const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart());
    found.push({ file: source.file, line: line + 1, pattern, text: node.getText() });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) note(node, literalPattern(node));
    else if (isConstructor(node) && !isCopy(node)) note(node, constructedPattern(source, node));
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return found;
}

function literalPattern(node: ts.RegularExpressionLiteral): { source: string; flags: string } {
  const end = node.text.lastIndexOf('/');
  return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
}

type Construction = ts.NewExpression | ts.CallExpression;

function isConstructor(node: ts.Node): node is Construction {
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'RegExp'
  );
}

/** `new RegExp(other.source, other.flags)`: the other one stands somewhere itself. */
function isCopy({ arguments: given }: Construction): boolean {
  const [source, flags] = given ?? [];
  return (
    source !== undefined &&
    ts.isPropertyAccessExpression(source) &&
    source.name.text === 'source' &&
    (flags === undefined ||
      ts.isStringLiteralLike(flags) ||
      (ts.isPropertyAccessExpression(flags) && flags.name.text === 'flags'))
  );
}

function constructedPattern(source: Source, { arguments: given }: Construction): FoundRegex['pattern'] {
  const [pattern, flags] = given ?? [];
  const text = pattern && constantText(source, pattern);
  const flagText = flags ? constantText(source, flags) : '';
  return typeof text === 'string' && typeof flagText === 'string' ? { source: text, flags: flagText } : null;
}

/** The string that an expression always is; null where that cannot be told. */
function constantText(source: Source, node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
    return constantText(source, node.expression);
  }
  if (ts.isTemplateExpression(node)) {
    return joined(
      node.templateSpans.map((span) => joined([constantText(source, span.expression), span.literal.text])),
      node.head.text,
    );
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return joined([constantText(source, node.left), constantText(source, node.right)]);
  }
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source') {
    const regex = resolve(source, node.expression);
    return regex && ts.isRegularExpressionLiteral(regex.node) ? literalPattern(regex.node).source : null;
  }
  if (ts.isCallExpression(node)) return joinedArray(source, node);
  const resolved = ts.isIdentifier(node) ? resolve(source, node) : null;
  return resolved && resolved.node !== node ? constantText(resolved.source, resolved.node) : null;
}

/** `['a', 'b'].join('|')` */
function joinedArray(source: Source, { expression, arguments: given }: ts.CallExpression): string | null {
  const [separator] = given;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'join' || !separator)
    return null;
  const list = resolve(source, expression.expression);
  if (!list || !ts.isArrayLiteralExpression(list.node)) return null;
  const between = constantText(source, separator);
  const parts = list.node.elements.map((element) => constantText(list.source, element));
  return between !== null && parts.every((part) => part !== null) ? parts.join(between) : null;
}

const joined = (parts: (string | null)[], head = ''): string | null =>
  parts.some((part) => part === null) ? null : head + parts.join('');

/** Follows names of constants, also into the files they are imported from. */
function resolve(source: Source, node: ts.Expression): { source: Source; node: ts.Expression } | null {
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return resolve(source, node.expression);
  if (!ts.isIdentifier(node)) return { source, node };
  for (const statement of source.tree.statements) {
    if (ts.isVariableStatement(statement)) {
      const declaration = statement.declarationList.declarations.find(
        ({ name }) => ts.isIdentifier(name) && name.text === node.text,
      );
      const isConstant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
      if (declaration?.initializer && isConstant) return resolve(source, declaration.initializer);
    }
    const imported = importedFrom(source, statement, node.text);
    if (imported) return resolve(imported.source, imported.name);
  }
  return null;
}

function importedFrom(
  source: Source,
  statement: ts.Statement,
  name: string,
): { source: Source; name: ts.Identifier } | null {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return null;
  const named = statement.importClause?.namedBindings;
  if (!named || !ts.isNamedImports(named) || !statement.moduleSpecifier.text.startsWith('.')) return null;
  const element = named.elements.find((candidate) => candidate.name.text === name);
  if (!element) return null;
  const file = path.posix.join(path.posix.dirname(source.file), statement.moduleSpecifier.text);
  const original = element.propertyName ?? element.name;
  return ts.isIdentifier(original) ? { source: readSource(source.root, file), name: original } : null;
}
