import { builder, everywhere } from './builder.ts';

const iso = (value: unknown): string => {
  if (!(value instanceof Date)) throw new TypeError('not a Date');
  return value.toISOString().replace(/\.\d{3}Z$/, 'Z');
};

builder.scalarType('DateTime', {
  subGraphs: everywhere,
  description: 'A UTC time as ISO 8601, exact to the second.',
  serialize: iso,
});

builder.scalarType('Date', {
  subGraphs: everywhere,
  description: 'A day as ISO 8601: 2026-11-21.',
  serialize: (value) => iso(value).slice(0, 10),
});

builder.scalarType('Hour', {
  subGraphs: everywhere,
  description: 'A UTC time, exact to the hour only, as ISO 8601: 2026-11-21T14:00:00Z.',
  serialize(value) {
    const text = iso(value);
    // Fail closed: an exact time here would date an anonymous act.
    if (!text.endsWith(':00:00Z')) throw new TypeError('not a whole hour');
    return text;
  },
});
