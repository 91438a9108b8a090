import type { ProcessorDescription, PropertyDescription } from '../processors.ts';

/** Everything that Bugsnag is sent, in the words of the public page; `report.ts` is its strict form. */

const errorProperties: readonly PropertyDescription[] = [
  {
    name: 'errorClass',
    purpose: { sv: 'Vilken sorts fel det är.', en: 'What kind of error it is.' },
    values: {
      sv: 'felklassens namn i programmet, till exempel TypeError; aldrig felmeddelandet',
      en: 'the name of the error’s class in the program, such as TypeError; never the message',
    },
  },
  {
    name: 'message',
    purpose: { sv: 'Skiljer fel av samma sort åt.', en: 'Tells errors of one kind apart.' },
    values: {
      sv: 'en felkod som 23505 eller ECONNREFUSED, annars tomt; aldrig text',
      en: 'an error code such as 23505 or ECONNREFUSED, otherwise empty; never text',
    },
  },
  {
    name: 'stacktrace',
    purpose: { sv: 'Var i programmet felet uppstod.', en: 'Where in the program it happened.' },
    values: {
      sv: 'filer i programmet, radnummer och funktionsnamn; inget ur innehållet',
      en: 'files of the program, line numbers and names of functions; nothing of the content',
    },
  },
  {
    name: 'context',
    purpose: { sv: 'Vilken del av tjänsten det gällde.', en: 'Which part of the service it was.' },
    values: {
      sv: 'namnet på en fråga, ett jobb eller ett adressmönster utan id',
      en: 'the name of an operation, a job or an address pattern without ids',
    },
  },
  {
    name: 'unhandled',
    purpose: { sv: 'Om felet var oväntat.', en: 'Whether nobody expected it.' },
    values: ['true', 'false'],
  },
];

export const bugsnagDescription: ProcessorDescription = {
  processor: 'BUGSNAG',
  name: 'Bugsnag',
  company: 'SmartBear Software, Inc. (Bugsnag)',
  purpose: {
    sv: 'Att få veta när något går sönder i tjänsten, så att det kan lagas.',
    en: 'To learn when something breaks in the service, so that it can be mended.',
  },
  legalBasis: {
    sv: 'Berättigat intresse av en tjänst som fungerar (artikel 6.1 f i dataskyddsförordningen), utan någon pseudonym. Med pseudonym: ditt samtycke (artikel 6.1 a).',
    en: 'Legitimate interest in a service that works (GDPR article 6(1)(f)), without any pseudonym. With a pseudonym: your consent (article 6(1)(a)).',
  },
  withoutConsent: {
    sv: 'Felets sort och plats i programmet, utan text och utan något som pekar på dig. Tiden anges per timme.',
    en: 'The kind of error and its place in the program, without any text and without anything that points at you. Times are whole hours.',
  },
  withConsent: {
    sv: 'Fel som uppstår när du läser får en slumpad pseudonym som bara finns hos Bugsnag, så att vi kan hjälpa just dig. Fel när du skriver, markerar eller anmäler får aldrig någon.',
    en: 'Errors that occur while you read bear a random pseudonym that exists at Bugsnag alone, so that we can help you. Errors while you write, mark or report never bear one.',
  },
  keptWhere: {
    sv: 'Hos Bugsnag, enligt det avtal som den som driver tjänsten har med dem. Räkna med att det är i USA. Den som driver tjänsten kan ange en egen installation.',
    en: 'At Bugsnag, as agreed by whoever runs the service. Assume that this is in the USA. Whoever runs the service can name an installation of their own.',
  },
  keptFor: {
    sv: 'Så länge som avtalet mellan Bugsnag och den som driver tjänsten säger. När ditt konto raderas begär vi att det som bär din pseudonym raderas.',
    en: 'As long as the plan that whoever runs the service has with Bugsnag says. When your account is erased, we ask for what bears your pseudonym to be deleted.',
  },
  everywhere: [
    {
      name: 'device.time',
      purpose: { sv: 'Ungefär när det hände.', en: 'Roughly when it happened.' },
      values: { sv: 'en hel timme', en: 'a whole hour' },
    },
    {
      name: 'app',
      purpose: {
        sv: 'Om felet uppstod hos oss eller i webbläsaren.',
        en: 'Whether it happened with us or in the browser.',
      },
      values: ['server, production', 'server, development', 'browser, production', 'browser, development'],
    },
    {
      name: 'user.id',
      purpose: {
        sv: 'Bara om du har samtyckt: gör att supporten kan se vilka fel du har mött.',
        en: 'Only if you have agreed: lets support see which errors you have met.',
      },
      values: {
        sv: 'ett slumpat id som bara finns hos Bugsnag; aldrig vid något som kan göras anonymt',
        en: 'a random id that exists at Bugsnag alone; never with anything that can be done anonymously',
      },
    },
  ],
  items: [
    {
      name: 'server',
      bearer: 'PSEUDONYM_WITH_CONSENT',
      when: { sv: 'Något oväntat går fel hos oss.', en: 'Something unexpected goes wrong with us.' },
      purpose: { sv: 'Att laga det.', en: 'To mend it.' },
      properties: errorProperties,
    },
    {
      name: 'browser',
      bearer: 'ANONYMOUS',
      when: {
        sv: 'En sida går sönder i din webbläsare. Webbläsaren rapporterar till oss, aldrig direkt till Bugsnag.',
        en: 'A page breaks in your browser. The browser reports to us, never to Bugsnag itself.',
      },
      purpose: { sv: 'Att laga sidan.', en: 'To mend the page.' },
      properties: errorProperties,
    },
  ],
};
