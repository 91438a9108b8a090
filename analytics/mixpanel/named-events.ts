import type { EventDefinition } from './properties.ts';
import { imageCounts } from './properties.ts';

/**
 * What is told of an act under a name, while its physician agrees to it: with her pseudonym, to the hour. An act that
 * can be done without showing who one is does not belong here.
 */
export const namedEvents = {
  'account.signed_in': {
    when: { sv: 'Du loggar in.', en: 'You sign in.' },
    purpose: {
      sv: 'Att se hur många som använder forumet och med vilken inloggning, så att vi vet vilken som ska fungera bäst.',
      en: 'To see how many use the forum and how they sign in, so that we know which way must work best.',
    },
    properties: {
      method: {
        values: ['password'],
        purpose: { sv: 'Hur du loggade in.', en: 'How you signed in.' },
      },
    },
  },
  'consultation.posted': {
    when: { sv: 'Du ställer en fråga under ditt namn.', en: 'You ask a question under your name.' },
    purpose: {
      sv: 'Att se vad forumet används till.',
      en: 'To see what the forum is used for.',
    },
    properties: {
      kind: {
        values: ['CLINICAL_CASE', 'QUESTION', 'ETHICS', 'ORGANISATION'],
        purpose: { sv: 'Vilken sorts fråga det är.', en: 'What kind of question it is.' },
      },
    },
  },
  'answer.posted': {
    when: { sv: 'Du svarar under ditt namn.', en: 'You answer under your name.' },
    purpose: {
      sv: 'Att se hur många av dem som läser som också svarar.',
      en: 'To see how many of those who read also answer.',
    },
    properties: {
      quotes: {
        values: [true, false],
        purpose: {
          sv: 'Om svaret citerar ett annat, så att vi ser om citat behövs.',
          en: 'Whether the answer quotes another, so that we see whether quoting is needed.',
        },
      },
    },
  },
  'consultation.solved': {
    when: {
      sv: 'Du markerar en fråga under ditt namn som löst.',
      en: 'You mark a question under your name as solved.',
    },
    purpose: {
      sv: 'Att se om frågor får svar som hjälper.',
      en: 'To see whether questions get answers that help.',
    },
    properties: {
      with_answer: {
        values: [true, false],
        purpose: { sv: 'Om du pekade ut ett svar.', en: 'Whether you named an answer.' },
      },
    },
  },
  'images.attached': {
    when: {
      sv: 'Du publicerar bilder i ett inlägg under ditt namn.',
      en: 'You publish images in a post under your name.',
    },
    purpose: {
      sv: 'Att veta hur mycket bilder används, så att lagring och verktyg räcker till.',
      en: 'To know how much images are used, so that storage and tools suffice.',
    },
    properties: {
      count: {
        values: imageCounts,
        purpose: { sv: 'Ungefär hur många bilder.', en: 'Roughly how many images.' },
      },
    },
  },
  'appeal.filed': {
    when: {
      sv: 'Du överklagar ett beslut om ett inlägg under ditt namn.',
      en: 'You appeal a decision on a post under your name.',
    },
    purpose: {
      sv: 'Att se hur ofta modereringen uppfattas som fel.',
      en: 'To see how often moderation is felt to be wrong.',
    },
    properties: {},
  },
  'consent.changed': {
    when: {
      sv: 'Du ändrar ett av dina val om mätning, medan du tillåter den här.',
      en: 'You change one of your choices on measuring while you allow this one.',
    },
    purpose: {
      sv: 'Att se om våra förklaringar går att förstå.',
      en: 'To see whether our explanations can be understood.',
    },
    properties: {
      processor: {
        values: ['MIXPANEL', 'BUGSNAG', 'HONEYCOMB'],
        purpose: { sv: 'Vilken mottagare valet gällde.', en: 'Which recipient the choice was about.' },
      },
      agreed: {
        values: [true, false],
        purpose: { sv: 'Om du tillät eller inte.', en: 'Whether you allowed it or not.' },
      },
    },
  },
} as const satisfies Record<string, EventDefinition>;
