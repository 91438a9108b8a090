import { builder, refusable, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { weighing } from '../graphql/limit-cost.ts';
import type { Locale } from '../platform/refusal.ts';
import { acceptTerms } from './accept-terms.ts';
import { findStanding, listAnnounced } from './data.ts';
import { currentVersion, dayOf } from './policy.ts';
import { fillIn } from './releases.ts';
import type { AnnouncedVersion, TermsStanding } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

/** A text of ours in Swedish and English. */
export const BothLanguages = builder.objectRef<Record<Locale, string>>('BothLanguages').implement({
  subGraphs,
  fields: (t) => ({
    sv: t.exposeString('sv', { extensions: weighing(120) }),
    en: t.exposeString('en', { extensions: weighing(120) }),
  }),
});

const TermsVersionType = builder.objectRef<AnnouncedVersion>('TermsVersion').implement({
  subGraphs,
  description: 'One version of the terms of use and the privacy policy.',
  fields: (t) => ({
    version: t.string({ resolve: ({ release }) => release.version }),
    isMaterial: t.boolean({
      description: 'It has to be accepted; a minor change is only listed.',
      resolve: ({ release }) => release.material,
    }),
    summary: t.field({
      type: BothLanguages,
      description: 'What it changes, in a few sentences.',
      resolve: ({ release }) => release.summary,
    }),
    announcedOn: t.exposeString('announcedOn', { description: 'A date, YYYY-MM-DD.' }),
    inForceFrom: t.exposeString('inForceFrom', { description: 'A date, YYYY-MM-DD.' }),
    isInForce: t.boolean({
      description: 'Its day has come. The newest of those in force applies.',
      resolve: ({ inForceFrom }, _args, { services }) => inForceFrom <= dayOf(services.clock.now()),
    }),
    terms: t.field({
      type: BothLanguages,
      description: 'The terms of use. Markdown.',
      resolve: ({ release }, _args, { services }) => fillIn(release.texts.TERMS, services.config.operator),
    }),
    privacy: t.field({
      type: BothLanguages,
      description: 'The privacy policy. Markdown.',
      resolve: ({ release }, _args, { services }) => fillIn(release.texts.PRIVACY, services.config.operator),
    }),
  }),
});

builder.queryField('termsVersions', (t) =>
  t.field({
    type: [TermsVersionType],
    subGraphs,
    description: 'Every version that has been announced here, newest first. For everybody.',
    resolve: async (_root, _args, { services }) => (await listAnnounced(services)).reverse(),
  }),
);

builder.queryField('termsVersion', (t) =>
  t.field({
    type: TermsVersionType,
    nullable: true,
    subGraphs,
    description: 'One version by its name. For everybody.',
    args: { version: t.arg.string() },
    resolve: async (_root, { version }, { services }) =>
      (await listAnnounced(services)).find(({ release }) => release.version === version) ?? null,
  }),
);

builder.queryField('termsInForce', (t) =>
  t.field({
    type: TermsVersionType,
    nullable: true,
    subGraphs,
    description: 'The version that applies today. For everybody.',
    resolve: async (_root, _args, { services }) =>
      currentVersion(await listAnnounced(services), dayOf(services.clock.now())),
  }),
);

const AcceptanceType = builder.objectRef<TermsStanding['accepted'][number]>('TermsAcceptance').implement({
  subGraphs,
  fields: (t) => ({
    version: t.exposeString('version'),
    acceptedOn: t.exposeString('acceptedOn', { description: 'A date, YYYY-MM-DD.' }),
  }),
});

const TermsStandingType = builder.objectRef<TermsStanding>('TermsStanding').implement({
  subGraphs,
  description: 'How the viewer stands to the terms.',
  fields: (t) => ({
    accepted: t.field({ type: [AcceptanceType], resolve: ({ accepted }) => accepted }),
    required: t.field({
      type: TermsVersionType,
      nullable: true,
      description: 'In force and not accepted: until it is, acts are refused with TERMS_NOT_ACCEPTED.',
      resolve: ({ required }) => required,
    }),
    upcoming: t.field({
      type: TermsVersionType,
      nullable: true,
      description: 'Announced, not in force yet and not accepted.',
      resolve: ({ upcoming }) => upcoming,
    }),
  }),
});

builder.queryField('termsStanding', (t) =>
  t.field({
    type: TermsStandingType,
    subGraphs,
    resolve: (_root, _args, context) => findStanding(context.services, signedIn(context).id),
  }),
);

builder.mutationField('acceptTerms', (t) =>
  t.field({
    type: TermsStandingType,
    subGraphs,
    errors: refusable('AcceptTermsResult', 'physician'),
    args: { version: t.arg.string() },
    resolve: (_root, { version }, context) => acceptTerms(context.services, signedIn(context), version),
  }),
);
