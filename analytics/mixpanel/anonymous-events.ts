import type { EventDefinition } from './properties.ts';
import { imageCounts } from './properties.ts';

/**
 * What is counted of acts whose author is not shown, whoever she is and whatever she agreed to: nobody's pseudonym, and
 * only in heaps of ten or more. Marks and reports are here too, since nobody is told who made them. Few properties:
 * each of them makes the heaps smaller.
 */
export const anonymousEvents = {
  'anonymous.consultation.posted': {
    when: { sv: 'Någon ställer en fråga anonymt.', en: 'Somebody asks a question anonymously.' },
    purpose: {
      sv: 'Att se hur mycket och till vad anonymiteten används.',
      en: 'To see how much anonymity is used, and what for.',
    },
    properties: {
      kind: {
        values: ['CLINICAL_CASE', 'QUESTION', 'ETHICS', 'ORGANISATION'],
        purpose: { sv: 'Vilken sorts fråga det är.', en: 'What kind of question it is.' },
      },
    },
  },
  'anonymous.answer.posted': {
    when: { sv: 'Någon svarar anonymt.', en: 'Somebody answers anonymously.' },
    purpose: {
      sv: 'Att se hur mycket anonymiteten används.',
      en: 'To see how much anonymity is used.',
    },
    properties: {},
  },
  'anonymous.consultation.solved': {
    when: {
      sv: 'Någon markerar en anonym fråga som löst.',
      en: 'Somebody marks an anonymous question as solved.',
    },
    purpose: {
      sv: 'Att se om anonyma frågor får svar som hjälper.',
      en: 'To see whether anonymous questions get answers that help.',
    },
    properties: {},
  },
  'anonymous.images.attached': {
    when: {
      sv: 'Någon publicerar bilder i ett anonymt inlägg.',
      en: 'Somebody publishes images in an anonymous post.',
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
  'anonymous.appeal.filed': {
    when: {
      sv: 'Någon överklagar ett beslut om ett anonymt inlägg.',
      en: 'Somebody appeals a decision on an anonymous post.',
    },
    purpose: {
      sv: 'Att se hur ofta modereringen uppfattas som fel.',
      en: 'To see how often moderation is felt to be wrong.',
    },
    properties: {},
  },
  'answer.marked_helpful': {
    when: {
      sv: 'Någon markerar ett svar som hjälpsamt.',
      en: 'Somebody marks an answer as helpful.',
    },
    purpose: {
      sv: 'Att se om svaren är till hjälp.',
      en: 'To see whether the answers help.',
    },
    properties: {},
  },
  'post.flagged': {
    when: { sv: 'Någon anmäler ett inlägg.', en: 'Somebody reports a post.' },
    purpose: {
      sv: 'Att se hur mycket modereringen har att göra, och med vad.',
      en: 'To see how much moderation has to do, and with what.',
    },
    properties: {
      reason: {
        values: ['PATIENT_IDENTIFIABLE', 'DISRESPECTFUL', 'MISLEADING', 'ADVERTISING', 'OFF_TOPIC', 'OTHER'],
        purpose: { sv: 'Vilken grund som valdes.', en: 'Which ground was chosen.' },
      },
    },
  },
} as const satisfies Record<string, EventDefinition>;
