import { z } from 'zod';
import { anonymousEvents } from './anonymous-events.ts';
import { namedEvents } from './named-events.ts';
import type { EventDefinition, PropertiesOf } from './properties.ts';

export type NamedEvent = keyof typeof namedEvents;
export type AnonymousEvent = keyof typeof anonymousEvents;
export type NamedProperties<Name extends NamedEvent> = PropertiesOf<(typeof namedEvents)[Name]>;
export type AnonymousProperties<Name extends AnonymousEvent> = PropertiesOf<(typeof anonymousEvents)[Name]>;

/** Nothing but what `Wanted` names: what is merely assigned would let more properties through than were written down. */
export type Exactly<Wanted, Given extends Wanted> = Given & {
  readonly [Name in Exclude<keyof Given, keyof Wanted>]: never;
};

/** An event that has passed the catalogue: its name, and values from its lists. The only thing that is kept or sent. */
export interface CheckedEvent {
  readonly event: string;
  readonly properties: { readonly [name: string]: string | boolean };
}

/** What was handed over does not stand in the catalogue. Says which event, never what. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

/**
 * Holds an act under a name against the catalogue once more: types are gone at run time.
 * @throws EventError for an event, a property or a value that is not in it.
 */
export const checkNamedEvent = (event: string, properties: object): CheckedEvent =>
  check(namedSchemas, event, properties);

/** As `checkNamedEvent`, for what is counted without anybody's name. */
export const checkAnonymousEvent = (event: string, properties: object): CheckedEvent =>
  check(anonymousSchemas, event, properties);

type Schemas = ReadonlyMap<string, z.ZodType<Record<string, string | boolean>>>;

const namedSchemas = schemasOf(namedEvents);
const anonymousSchemas = schemasOf(anonymousEvents);

function schemasOf(events: Readonly<Record<string, EventDefinition>>): Schemas {
  return new Map(
    Object.entries(events).map(([event, { properties }]) => [
      event,
      z.strictObject(
        Object.fromEntries(Object.entries(properties).map(([name, { values }]) => [name, z.literal(values)])),
      ),
    ]),
  );
}

function check(schemas: Schemas, event: string, properties: object): CheckedEvent {
  const schema = schemas.get(event);
  if (!schema) throw new EventError('an event that is not in the catalogue');
  const parsed = schema.safeParse(properties);
  if (!parsed.success) throw new EventError(`${event} with properties that are not in the catalogue`);
  return { event, properties: parsed.data };
}
