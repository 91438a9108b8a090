import type { Text } from '../processors.ts';

/** A property may have one of these values and no other: there is no kind of property that takes a text. */
export interface PropertyDefinition {
  readonly purpose: Text;
  readonly values: readonly [string, ...string[]] | readonly [true, false];
}

export interface EventDefinition {
  readonly when: Text;
  readonly purpose: Text;
  readonly properties: { readonly [name: string]: PropertyDefinition };
}

/** What a call of an event has to give: exactly its properties, each one of its values. */
export type PropertiesOf<Definition extends EventDefinition> = {
  readonly [Name in keyof Definition['properties']]: Definition['properties'][Name]['values'][number];
};

/** Numbers leave in steps only: an exact one would tell one physician from another. */
export const imageCounts = ['1', '2-3', '4 or more'] as const;

/** @param count at least 1. */
export function imageCount(count: number): (typeof imageCounts)[number] {
  if (count <= 1) return '1';
  return count <= 3 ? '2-3' : '4 or more';
}
