import { sqlShape, tooLong, unreadable } from './sql-shape.ts';

/**
 * The allow-list: every attribute that a span may bear on its way to Honeycomb, why, and what it may be. What is not
 * here, or is something else, is dropped. The public page on processors is rendered from it.
 */

export interface Bilingual {
  sv: string;
  en: string;
}

/** The closed sets of this deployment's own names. */
export interface Vocabulary {
  /** Patterns such as `/graphql` or `/images/:name`; never a path as it was asked for. */
  routes: ReadonlySet<string>;
  /** Names of the operations that our own pages send. */
  operations: ReadonlySet<string>;
  /** Names of the jobs. */
  jobs: ReadonlySet<string>;
}

export interface AttributeRule {
  purpose: Bilingual;
  /** What it may be, in words. */
  values: Bilingual;
  accepts(value: unknown, vocabulary: Vocabulary): boolean;
}

/** What stands for a route, an operation or a job that is none of ours. */
export const other = 'other';

const oneOf =
  (...allowed: readonly string[]) =>
  (value: unknown) =>
    typeof value === 'string' && allowed.includes(value);
const named = (set: keyof Vocabulary) => (value: unknown, vocabulary: Vocabulary) =>
  typeof value === 'string' && (value === other || vocabulary[set].has(value));
const wholeBetween = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

export const attributeRules = {
  'http.request.method': {
    purpose: {
      sv: 'Skiljer läsning från skrivning vid mätning av svarstider.',
      en: 'Tells reading from writing when response times are measured.',
    },
    values: { sv: `${methods.join(', ')} eller ”other”`, en: `${methods.join(', ')} or “other”` },
    accepts: oneOf(...methods, other),
  },
  'http.route': {
    purpose: { sv: 'Vilken del av tjänsten som svarade.', en: 'Which part of the service answered.' },
    values: {
      sv: 'ett av tjänstens egna adressmönster, utan id, aldrig adressen som den efterfrågades',
      en: 'one of the service’s own address patterns, without ids, never the address as it was asked for',
    },
    accepts: named('routes'),
  },
  'http.response.status_code': {
    purpose: { sv: 'Om svaret lyckades.', en: 'Whether the answer succeeded.' },
    values: { sv: 'heltal 100–599', en: 'whole number 100–599' },
    accepts: wholeBetween(100, 599),
  },
  'graphql.endpoint': {
    purpose: {
      sv: 'Om det var läkarnas, moderatorernas eller driftens del.',
      en: 'Whether it was the physicians’, the moderators’ or the operators’ part.',
    },
    values: { sv: 'physician, moderation eller operations', en: 'physician, moderation or operations' },
    accepts: oneOf('physician', 'moderation', 'operations'),
  },
  'graphql.operation.type': {
    purpose: { sv: 'Om något lästes eller ändrades.', en: 'Whether something was read or changed.' },
    values: { sv: 'query eller mutation', en: 'query or mutation' },
    accepts: oneOf('query', 'mutation'),
  },
  'graphql.operation.name': {
    purpose: { sv: 'Vilken fråga som var långsam.', en: 'Which operation was slow.' },
    values: {
      sv: 'namnet på en av sidornas egna frågor, annars ”other”',
      en: 'the name of one of our own pages’ operations, otherwise “other”',
    },
    accepts: named('operations'),
  },
  'db.query.text': {
    purpose: { sv: 'Vilken databasfråga som var långsam.', en: 'Which database statement was slow.' },
    values: {
      sv: 'frågans text utan ett enda värde: varje värde är ersatt med ”?”',
      en: 'the statement’s text without a single value: each is replaced by “?”',
    },
    accepts: (value) =>
      typeof value === 'string' &&
      (value === unreadable || value === tooLong || (value !== '' && sqlShape(value) === value)),
  },
  'job.name': {
    purpose: { sv: 'Vilket bakgrundsjobb som kördes.', en: 'Which background job ran.' },
    values: { sv: 'namnet på ett av tjänstens jobb', en: 'the name of one of the service’s jobs' },
    accepts: named('jobs'),
  },
  'konsilium.time': {
    purpose: { sv: 'Hur grovt tiden är angiven.', en: 'How coarse the given time is.' },
    values: { sv: 'hour eller day', en: 'hour or day' },
    accepts: oneOf('hour', 'day'),
  },
  SampleRate: {
    purpose: {
      sv: 'Hur många likadana spår som det här står för, så att antalen blir rätt.',
      en: 'How many traces of its kind this one stands for, so that counts come out right.',
    },
    values: { sv: 'heltal från 1', en: 'whole number from 1' },
    accepts: wholeBetween(1, 1_000_000_000),
  },
  'konsilium.pseudonym': {
    purpose: {
      sv: 'Bara om du har samtyckt: gör att supporten kan se varför tjänsten är långsam just för dig.',
      en: 'Only if you have agreed: lets support see why the service is slow for you.',
    },
    values: {
      sv: 'ett slumpat id som bara finns hos Honeycomb; aldrig vid något som kan göras anonymt',
      en: 'a random id that exists at Honeycomb alone; never with anything that can be done anonymously',
    },
    accepts: (value) =>
      typeof value === 'string' &&
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value),
  },
} as const satisfies Record<string, AttributeRule>;

export type AttributeName = keyof typeof attributeRules;
export type Attributes = Partial<Record<AttributeName, string | number>>;

/** Those attributes that may leave, and nothing else. */
export function allowedAttributes(
  attributes: Readonly<Record<string, unknown>>,
  vocabulary: Vocabulary,
): Attributes {
  const allowed: Attributes = {};
  for (const [name, rule] of Object.entries(attributeRules) as [AttributeName, AttributeRule][]) {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if ((typeof value === 'string' || typeof value === 'number') && rule.accepts(value, vocabulary)) {
      allowed[name] = value;
    }
  }
  return allowed;
}

/** A span is called by what its allowed attributes say, never by what somebody called it. */
export function spanName(attributes: Attributes): string {
  const statement = attributes['db.query.text'];
  if (statement !== undefined)
    return `sql ${/^[A-Za-z]+/.exec(String(statement))?.[0]?.toUpperCase() ?? other}`;
  const operation = attributes['graphql.operation.name'];
  if (operation !== undefined) return `${attributes['graphql.operation.type'] ?? 'graphql'} ${operation}`;
  if (attributes['job.name'] !== undefined) return `job ${attributes['job.name']}`;
  return `${attributes['http.request.method'] ?? other} ${attributes['http.route'] ?? other}`;
}
