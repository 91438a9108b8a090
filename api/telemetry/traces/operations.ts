import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { SubGraph } from '../../graphql/builder.ts';

/**
 * What may be seen of an operation from outside depends on its root fields, which the schema closes, never on the name
 * that its sender gave it. Two lists, and what is on neither is taken for something that can be done anonymously.
 */

/** Reading what everybody reads alike: nothing in it tells of anything that was written under an alias. */
const openQueries: Record<SubGraph, ReadonlySet<string>> = {
  physician: new Set(['viewer', 'specialties', 'consultations', 'consultation', 'transparency']),
  moderation: new Set(['viewer', 'specialties', 'caseCounts', 'cases', 'case']),
  operations: new Set([
    'viewer',
    'accounts',
    'auditEntries',
    'auditVerification',
    'epoch',
    'lookups',
    'lookup',
  ]),
};

/**
 * - `named`: may go under the pseudonym of one who agreed.
 * - `open`: may go with the hour, under nobody's.
 * - `guarded`: can be done anonymously, or nobody has said that it cannot.
 */
export type Exposure = 'named' | 'open' | 'guarded';

export function exposureOf(
  endpoint: SubGraph,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Exposure {
  if (operation.operation !== 'query') return 'guarded';
  const fields = [...rootFields(operation, document)];
  if (!fields.every((field) => openQueries[endpoint].has(field))) return 'guarded';
  return endpoint === 'physician' ? 'named' : 'open';
}

/**
 * The fields that an operation asks for at its root, whatever it calls them. Each fragment is opened once: sixty that
 * name each other twice would otherwise unfold for ever.
 * @param document has been validated.
 */
function rootFields({ selectionSet }: OperationDefinitionNode, { definitions }: DocumentNode): Set<string> {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  }
  const fields = new Set<string>();
  const open = [selectionSet];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const selection of next.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value !== '__typename') fields.add(selection.name.value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        open.push(selection.selectionSet);
      } else {
        const fragment = fragments.get(selection.name.value);
        fragments.delete(selection.name.value);
        if (fragment) open.push(fragment);
      }
    }
  }
  return fields;
}
