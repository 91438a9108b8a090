import type { ItemDescription, ProcessorDescription, PropertyDescription, Text } from '../processors.ts';
import { type AttributeName, attributeRules } from './attributes.ts';

/** Everything that Honeycomb is sent, in the words of the public page; made of the allow-list itself. */

function property(name: AttributeName): PropertyDescription {
  const { purpose, values } = attributeRules[name];
  return { name, purpose, values };
}

const item = (
  name: string,
  bearer: ItemDescription['bearer'],
  texts: { when: Text; purpose: Text },
  ...attributes: AttributeName[]
): ItemDescription => ({ name, bearer, ...texts, properties: attributes.map(property) });

/** @param retentionDays how long it keeps what it was sent, as the operator has agreed with it. */
export const describeHoneycomb = (retentionDays: number): ProcessorDescription => ({
  processor: 'HONEYCOMB',
  name: 'Honeycomb',
  company: 'Hound Technology, Inc. (Honeycomb)',
  purpose: {
    sv: 'Att se vad i tjänsten som är långsamt: hur lång tid svar, databasfrågor och bakgrundsjobb tar.',
    en: 'To see what is slow in the service: how long answers, database statements and background jobs take.',
  },
  legalBasis: {
    sv: 'Berättigat intresse av en tjänst som fungerar (artikel 6.1 f i dataskyddsförordningen), utan någon pseudonym. Med pseudonym: ditt samtycke (artikel 6.1 a).',
    en: 'Legitimate interest in a service that works (GDPR article 6(1)(f)), without any pseudonym. With a pseudonym: your consent (article 6(1)(a)).',
  },
  withoutConsent: {
    sv: 'Mätvärden utan något som pekar på dig. Tiden anges per timme. Det som kan göras anonymt skickas först när dygnet är slut, och bara om minst tio likadana gjordes samma dygn.',
    en: 'Measurements without anything that points at you. Times are whole hours. What can be done anonymously is sent only when the day is over, and only if at least ten of the same kind were done that day.',
  },
  withConsent: {
    sv: 'När du läser, aldrig när du skriver, markerar eller anmäler, får mätvärdet en slumpad pseudonym som bara finns hos Honeycomb. Då anges bara dygnet, och väntetiden grovt.',
    en: 'When you read, never when you write, mark or report, the measurement bears a random pseudonym that exists at Honeycomb alone. Then only the day is given, and the waiting time coarsely.',
  },
  keptWhere: { sv: 'Inom EU (Honeycombs EU-region).', en: 'Within the EU (Honeycomb’s EU region).' },
  keptFor: {
    sv: `I ${retentionDays} dagar. Enstaka mätvärden kan inte raderas hos Honeycomb: när ditt konto raderas förstörs pseudonymen hos oss, och det som finns kvar där hör inte längre till någon.`,
    en: `For ${retentionDays} days. Single measurements cannot be deleted at Honeycomb: when your account is erased we destroy the pseudonym, and what remains there belongs to nobody any more.`,
  },
  everywhere: [property('konsilium.time'), property('SampleRate'), property('konsilium.pseudonym')],
  items: [
    item(
      'HTTP',
      'PSEUDONYM_WITH_CONSENT',
      {
        when: { sv: 'En sida eller ett svar hämtas.', en: 'A page or an answer is fetched.' },
        purpose: { sv: 'Att hitta långsamma svar.', en: 'To find slow answers.' },
      },
      'http.request.method',
      'http.route',
      'http.response.status_code',
    ),
    item(
      'GraphQL',
      'PSEUDONYM_WITH_CONSENT',
      {
        when: { sv: 'Sidan läser eller ändrar något.', en: 'A page reads or changes something.' },
        purpose: {
          sv: 'Att se vilken del av sidan som är långsam.',
          en: 'To see which part of a page is slow.',
        },
      },
      'graphql.endpoint',
      'graphql.operation.type',
      'graphql.operation.name',
    ),
    item(
      'SQL',
      'ANONYMOUS',
      {
        when: { sv: 'Tjänsten frågar sin databas.', en: 'The service asks its database.' },
        purpose: { sv: 'Att hitta långsamma databasfrågor.', en: 'To find slow database statements.' },
      },
      'db.query.text',
    ),
    item(
      'Job',
      'ANONYMOUS',
      {
        when: { sv: 'Ett bakgrundsjobb har körts.', en: 'A background job has run.' },
        purpose: { sv: 'Att se att jobben hinns med.', en: 'To see that the jobs keep up.' },
      },
      'job.name',
    ),
  ],
});
