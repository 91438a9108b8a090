import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../web/app/apollo/clients.ts';
import { typePolicies } from '../../../web/app/apollo/type-policies.ts';

const endpoints: readonly Endpoint[] = ['physician', 'moderation', 'operations'];

/** Every field that is read page by page, and the arguments that make it another list. */
function connectionsOf(endpoint: Endpoint): [type: string, field: string, keyArgs: string[]][] {
  const file = new URL(`../../../api/graphql/schema/${endpoint}.graphql`, import.meta.url);
  const types = Object.values(buildSchema(readFileSync(file, 'utf8')).getTypeMap()).filter(isObjectType);
  return types.flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ args }) => args.some(({ name }) => name === 'after'))
      .map(({ name, args }): [string, string, string[]] => [
        type.name,
        name,
        args.map((arg) => arg.name).filter((arg) => arg !== 'first' && arg !== 'after'),
      ]),
  );
}

describe.each(endpoints)('what the pages remember of the %s endpoint', (endpoint) => {
  it.each(connectionsOf(endpoint))('%s.%s grows page by page', (type, field, keyArgs) => {
    const policy = typePolicies[endpoint][type]?.fields?.[field];
    if (typeof policy !== 'object')
      throw new Error('its second page would be another list, which no page shows');
    expect([policy.keyArgs || []].flat().sort()).toEqual(keyArgs.sort());
  });
});
