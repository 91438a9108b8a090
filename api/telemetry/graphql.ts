import {
  type Bearer,
  type ItemDescription,
  type ProcessorDescription,
  type PropertyDescription,
  processors,
  type Text,
} from '../../analytics/processors.ts';
import { requireTechnicalAdmin } from '../access/grants.ts';
import { builder, refusable, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { type Destination, describeProcessors, destinationOf } from './configured.ts';
import { listConsents } from './list-consents.ts';
import { listQueues } from './list-queues.ts';
import { setConsent } from './set-consent.ts';
import type { ConsentState, QueueState } from './types.ts';

const physician: SubGraph[] = ['physician'];

export const ProcessorEnum = builder.enumType('Processor', {
  subGraphs: ['physician', 'operations'],
  description: 'A third party that measures for this service.',
  values: processors,
});

const BearerEnum = builder.enumType('TelemetryBearer', {
  subGraphs: physician,
  values: ['ANONYMOUS', 'PSEUDONYM_WITH_CONSENT'] as const satisfies readonly Bearer[],
});

const TextType = builder.objectRef<Text>('BilingualText').implement({
  subGraphs: physician,
  fields: (t) => ({ sv: t.exposeString('sv'), en: t.exposeString('en') }),
});

const PropertyType = builder.objectRef<PropertyDescription>('TelemetryProperty').implement({
  subGraphs: physician,
  fields: (t) => ({
    name: t.exposeString('name'),
    purpose: t.field({ type: TextType, resolve: ({ purpose }) => purpose }),
    values: t.stringList({
      description: 'Every value there is; empty where `measured` says what it is.',
      resolve: ({ values }) => ('sv' in values ? [] : [...values]),
    }),
    measured: t.field({
      type: TextType,
      nullable: true,
      resolve: ({ values }) => ('sv' in values ? values : null),
    }),
  }),
});

const ItemType = builder.objectRef<ItemDescription>('TelemetryItem').implement({
  subGraphs: physician,
  description: 'One kind of thing that is sent.',
  fields: (t) => ({
    name: t.exposeString('name'),
    bearer: t.field({ type: BearerEnum, resolve: ({ bearer }) => bearer }),
    when: t.field({ type: TextType, resolve: ({ when }) => when }),
    purpose: t.field({ type: TextType, resolve: ({ purpose }) => purpose }),
    properties: t.field({ type: [PropertyType], resolve: ({ properties }) => [...properties] }),
  }),
});

const DescriptionType = builder
  .objectRef<ProcessorDescription & Destination>('ProcessorDescription')
  .implement({
    subGraphs: physician,
    fields: (t) => ({
      processor: t.field({ type: ProcessorEnum, resolve: ({ processor }) => processor }),
      name: t.exposeString('name'),
      company: t.exposeString('company'),
      purpose: t.field({ type: TextType, resolve: ({ purpose }) => purpose }),
      legalBasis: t.field({ type: TextType, resolve: ({ legalBasis }) => legalBasis }),
      withoutConsent: t.field({ type: TextType, resolve: ({ withoutConsent }) => withoutConsent }),
      withConsent: t.field({ type: TextType, resolve: ({ withConsent }) => withConsent }),
      keptWhere: t.field({ type: TextType, resolve: ({ keptWhere }) => keptWhere }),
      keptFor: t.field({ type: TextType, resolve: ({ keptFor }) => keptFor }),
      everywhere: t.field({ type: [PropertyType], resolve: ({ everywhere }) => [...everywhere] }),
      items: t.field({ type: [ItemType], resolve: ({ items }) => [...items] }),
      host: t.exposeString('host', {
        nullable: true,
        description: 'Where this service sends to. Null: it has no key, and sends nothing.',
      }),
      isInEu: t.exposeBoolean('isInEu', { description: 'The host is the one of the EU.' }),
    }),
  });

builder.queryField('processors', (t) =>
  t.field({
    type: [DescriptionType],
    subGraphs: physician,
    description: 'All that third parties are sent. For everybody, signed in or not.',
    resolve: (_root, _args, { services: { config } }) =>
      describeProcessors(config).map((description) => ({
        ...description,
        ...destinationOf(config, description.processor),
      })),
  }),
);

const ConsentType = builder.objectRef<ConsentState>('TelemetryConsent').implement({
  subGraphs: physician,
  fields: (t) => ({
    processor: t.field({ type: ProcessorEnum, resolve: ({ processor }) => processor }),
    configured: t.exposeBoolean('configured'),
    agreed: t.exposeBoolean('agreed'),
    outdated: t.exposeBoolean('outdated', {
      description: 'She agreed to an earlier description; it counts no more.',
    }),
    changedAt: t.field({ type: 'Hour', nullable: true, resolve: ({ changedAt }) => changedAt }),
  }),
});

builder.queryField('telemetryConsents', (t) =>
  t.field({
    type: [ConsentType],
    subGraphs: physician,
    description: 'What the viewer has allowed each processor.',
    resolve: (_root, _args, context) => listConsents(context.services, signedIn(context).id),
  }),
);

builder.mutationField('setTelemetryConsent', (t) =>
  t.field({
    type: ConsentType,
    subGraphs: physician,
    errors: refusable('SetTelemetryConsentResult', 'physician'),
    args: { processor: t.arg({ type: ProcessorEnum }), agreed: t.arg.boolean() },
    resolve: (_root, input, context) => setConsent(context.services, signedIn(context), input),
  }),
);

const QueueType = builder.objectRef<QueueState>('TelemetryQueue').implement({
  subGraphs: ['operations'],
  description: 'How it goes with one processor.',
  fields: (t) => ({
    processor: t.field({ type: ProcessorEnum, resolve: ({ processor }) => processor }),
    configured: t.exposeBoolean('configured'),
    waiting: t.exposeInt('waiting'),
    oldestHour: t.field({ type: 'Hour', nullable: true, resolve: ({ oldestHour }) => oldestHour }),
    setAside: t.exposeInt('setAside', { description: 'Refused again and again, and not tried any more.' }),
    setAsideAnswers: t.exposeStringList('setAsideAnswers'),
    delivered: t.exposeInt('delivered'),
    dropped: t.exposeInt('dropped', { description: 'For want of room, or grown too old.' }),
    failures: t.exposeInt('failures', { description: 'In a row.' }),
    retryAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ retryAt }) => retryAt }),
    lastAnswer: t.exposeString('lastAnswer', { nullable: true }),
    lastAnswerAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastAnswerAt }) => lastAnswerAt,
    }),
  }),
});

builder.queryField('telemetryQueues', (t) =>
  t.field({
    type: [QueueType],
    subGraphs: ['operations'],
    resolve: (_root, _args, context) =>
      listQueues(context.services, requireTechnicalAdmin(signedIn(context))),
  }),
);
