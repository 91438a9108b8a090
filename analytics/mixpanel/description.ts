import type { Bearer, ItemDescription, ProcessorDescription } from '../processors.ts';
import { anonymousEvents } from './anonymous-events.ts';
import { namedEvents } from './named-events.ts';
import type { EventDefinition } from './properties.ts';

/** What members read of Mixpanel: its catalogue, in words. */
export const mixpanelDescription: ProcessorDescription = {
  processor: 'MIXPANEL',
  name: 'Mixpanel',
  company: 'Mixpanel, Inc., USA',
  purpose: {
    sv: 'Att se hur forumet används, så att vi förbättrar det som behövs och inte det som vi gissar.',
    en: 'To see how the forum is used, so that we improve what is needed and not what we guess.',
  },
  legalBasis: {
    sv: 'Samtycke (artikel 6.1 a i GDPR). Det som räknas utan pseudonym är inga personuppgifter.',
    en: 'Consent (Article 6(1)(a) GDPR). What is counted without a pseudonym is not personal data.',
  },
  withoutConsent: {
    sv: 'Ingenting om dig. Det som görs anonymt räknas ihop, minst tio åt gången, utan att det framgår vem som gjorde det.',
    en: 'Nothing about you. What is done anonymously is counted, at least ten at a time, without saying who did it.',
  },
  withConsent: {
    sv: 'Det du gör under ditt namn, enligt listan på sidan om mottagare, med en slumpad pseudonym och timmen. Aldrig något du skriver, och aldrig något du gör anonymt.',
    en: 'What you do under your name, as listed on the page about recipients, with a random pseudonym and the hour. Never anything you write, and never anything you do anonymously.',
  },
  keptWhere: {
    sv: 'Mixpanels servrar inom EU.',
    en: 'Mixpanel’s servers within the EU.',
  },
  keptFor: {
    sv: 'Tills Mixpanels lagringstid för projektet går ut, eller tills du raderar ditt konto: då begär vi att allt under din pseudonym raderas och väntar på besked att det är gjort.',
    en: 'Until Mixpanel’s storage time for the project ends, or until you delete your account: then we demand that everything under your pseudonym be deleted and wait until we are told that it is done.',
  },
  everywhere: [
    {
      name: 'distinct_id',
      purpose: {
        sv: 'Skiljer en läkare från en annan utan att säga vem. Slumpad för Mixpanel och olika hos varje mottagare. För det som räknas anonymt är den densamma för hela tjänsten.',
        en: 'Tells one physician from another without saying whom. Random, made for Mixpanel alone. For what is counted anonymously it is one and the same for the whole service.',
      },
      values: { sv: 'slumpad pseudonym', en: 'random pseudonym' },
    },
    {
      name: 'time',
      purpose: { sv: 'När, avrundat till hel timme.', en: 'When, rounded to the whole hour.' },
      values: { sv: 'en hel timme', en: 'a whole hour' },
    },
    {
      name: '$insert_id',
      purpose: {
        sv: 'Så att en händelse som skickas två gånger räknas en gång.',
        en: 'So that an event that is sent twice counts once.',
      },
      values: { sv: 'slumpat för varje händelse', en: 'random for each event' },
    },
    {
      name: 'ip',
      purpose: {
        sv: 'Alltid 0: Mixpanel ska inte slå upp någon plats. Din dator talar aldrig med Mixpanel, bara vår server gör det.',
        en: 'Always 0: Mixpanel is not to look up a place. Your computer never talks to Mixpanel, only our server does.',
      },
      values: ['0'],
    },
    {
      name: 'count',
      purpose: {
        sv: 'Bara för det som räknas anonymt: hur många gånger, aldrig färre än tio.',
        en: 'Of what is counted anonymously alone: how many times, never fewer than ten.',
      },
      values: { sv: 'ett tal, minst 10', en: 'a number, at least 10' },
    },
  ],
  items: [...describe(namedEvents, 'PSEUDONYM_WITH_CONSENT'), ...describe(anonymousEvents, 'ANONYMOUS')],
};

function describe(events: Readonly<Record<string, EventDefinition>>, bearer: Bearer): ItemDescription[] {
  return Object.entries(events).map(([name, { when, purpose, properties }]) => ({
    name,
    bearer,
    when,
    purpose,
    properties: Object.entries(properties).map(([property, definition]) => ({
      name: property,
      purpose: definition.purpose,
      values: definition.values.map(String),
    })),
  }));
}
