import { describe, expect, it } from 'vitest';
import { anonymousEvents } from '../../../analytics/mixpanel/anonymous-events.ts';
import {
  type AnonymousEvent,
  type AnonymousProperties,
  checkAnonymousEvent,
  checkNamedEvent,
  EventError,
  type Exactly,
  type NamedEvent,
  type NamedProperties,
} from '../../../analytics/mixpanel/events.ts';
import { namedEvents } from '../../../analytics/mixpanel/named-events.ts';
import { imageCount, type PropertyDefinition } from '../../../analytics/mixpanel/properties.ts';

/** The signatures of recordEvent and countAnonymous, without a database. */
function named<Name extends NamedEvent, Given extends NamedProperties<Name>>(
  name: Name,
  properties: Exactly<NamedProperties<Name>, Given>,
) {
  return checkNamedEvent(name, properties);
}
function anonymous<Name extends AnonymousEvent, Given extends AnonymousProperties<Name>>(
  name: Name,
  properties: Exactly<AnonymousProperties<Name>, Given>,
) {
  return checkAnonymousEvent(name, properties);
}

/**
 * `npm run check` compiles this file: each line below that is expected not to compile fails the check if it does. What
 * the types refuse is refused once more when it runs.
 */
describe('what is not in the catalogue does not compile, and is refused when it runs', () => {
  it('an event', () => {
    // @ts-expect-error not in the catalogue
    expect(() => named('consultation.read', {})).toThrow(EventError);
    // @ts-expect-error an act without an author does not go out with somebody's pseudonym
    expect(() => named('post.flagged', { reason: 'OTHER' })).toThrow(EventError);
    // @ts-expect-error nor the other way round
    expect(() => anonymous('consultation.posted', { kind: 'QUESTION' })).toThrow(EventError);
  });

  it('a property, written down or handed on', () => {
    // @ts-expect-error one too many
    expect(() => named('answer.posted', { quotes: true, body: 'Kontrollera ferritin' })).toThrow(EventError);
    const prepared = { kind: 'QUESTION', title: 'Oklar anemi' } as const;
    // @ts-expect-error one too many, in an object that was made elsewhere
    expect(() => named('consultation.posted', prepared)).toThrow(EventError);
    // @ts-expect-error one too few
    expect(() => named('consultation.posted', {})).toThrow(EventError);
    // @ts-expect-error an event without properties takes none
    expect(() => anonymous('anonymous.answer.posted', { hour: 3 })).toThrow(EventError);
  });

  it('a value', () => {
    // @ts-expect-error a text
    expect(() => named('consultation.posted', { kind: 'Kvinna, 62 år' })).toThrow(EventError);
    // @ts-expect-error an exact number
    expect(() => named('images.attached', { count: 7 })).toThrow(EventError);
    // @ts-expect-error null
    expect(() => named('answer.posted', { quotes: null })).toThrow(EventError);
  });
});

it('what is in it passes, with the properties in the order of the catalogue', () => {
  const { properties } = named('consent.changed', { agreed: true, processor: 'BUGSNAG' });
  expect(JSON.stringify(properties)).toBe('{"processor":"BUGSNAG","agreed":true}');
  expect(named('images.attached', { count: imageCount(3) }).properties).toEqual({ count: '2-3' });
  expect([1, 2, 3, 4, 40].map(imageCount)).toEqual(['1', '2-3', '2-3', '4 or more', '4 or more']);
});

it('smuggled text is refused at run time in every property of every event, and the refusal does not repeat it', () => {
  const catalogues = [
    { events: namedEvents, check: checkNamedEvent },
    { events: anonymousEvents, check: checkAnonymousEvent },
  ];
  let tried = 0;
  for (const { events, check } of catalogues) {
    for (const [name, { properties }] of Object.entries(events)) {
      const good: Record<string, unknown> = Object.fromEntries(
        Object.entries<PropertyDefinition>(properties).map(([property, { values }]) => [property, values[0]]),
      );
      expect(check(name, good)).toEqual({ event: name, properties: good });
      const smuggled = [
        { ...good, note: 'Karin, sal 4' },
        ...Object.keys(good).map((property) => ({ ...good, [property]: 'Karin, sal 4' })),
      ];
      for (const bad of smuggled) {
        expect(() => check(name, bad)).toThrow(EventError);
        expect(() => check(name, bad)).not.toThrow(/Karin/);
        tried += 1;
      }
    }
  }
  expect(tried).toBeGreaterThan(20);
});
