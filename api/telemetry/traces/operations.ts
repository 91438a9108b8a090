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
  const fields = [...rootFields(operation.selectionSet, document)];
  if (!fields.every((field) => openQueries[endpoint].has(field))) return 'guarded';
  return endpoint === 'physician' ? 'named' : 'open';
}

/** The fields that an operation asks for at its root, whatever it calls them. @param document has been validated. */
function* rootFields({ selections }: SelectionSetNode, document: DocumentNode): Generator<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value !== '__typename') yield selection.name.value;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      yield* rootFields(selection.selectionSet, document);
    } else {
      for (const definition of document.definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value) {
          yield* rootFields(definition.selectionSet, document);
        }
      }
    }
  }
}
