import type { Locale } from '../platform/refusal.ts';

/** What the files that she reads say around her own words. */
export interface Words {
  readme(madeAt: string, address: string): string;
  files: Record<'questionsNamed' | 'questionsAnonymous' | 'answersNamed' | 'answersAnonymous', string>;
  anonymousWarning: string;
  nothing: string;
  posted: string;
  edited: string;
  tags: string;
  earlierText: string;
  decision: string;
  appeal: string;
  ruling: string;
  visibility: Record<'HIDDEN' | 'DELETED' | 'WITHDRAWN' | 'HELD', string>;
  byModeration: string;
}

export const words: Record<Locale, Words> = {
  sv: {
    readme: (madeAt, address) => `# Dina uppgifter i Konsilium

Framställt ${madeAt} (UTC) av ${address}.

- \`readable/\`: dina frågor och svar, skrivna för att läsas. De anonyma ligger i egna filer.
- \`data/\`: allt som finns om dig, som JSON. Vad fälten betyder står i \`schema/\` (JSON Schema) och vilken version av
  formatet det är i \`manifest.json\`.
- Bilder och underskrivna samtycken ligger i egna mappar, om du har några. Samtyckena (\`forms/\`) pekar ut patienter: radera
  dem om du inte behöver dem.

**Förvara arkivet säkert.** Det innehåller också det du har skrivit anonymt. Den som kommer över det kan se att det är du.

## Vad som inte är med

- Vad andra har skrivit. Svar på dina frågor och frågor som du har svarat på finns med som adresser, inte som text.
- Vem som har anmält, modererat eller begärt ett uppslag.
- Ditt lösenord. Det lagras inte, bara ett kontrollvärde som inte är till nytta för någon annan än en tjuv.
- Vad du har gjort som moderator eller teknisk administratör. Det rör andra, och står i de register som tjänsten för.
- Det som redan är raderat, och utkast: de finns bara i din webbläsare.

Alla tider för inlägg är hela timmar. Noggrannare än så sparas de inte.
`,
    files: {
      questionsNamed: 'Frågor under ditt namn',
      questionsAnonymous: 'Anonyma frågor',
      answersNamed: 'Svar under ditt namn',
      answersAnonymous: 'Anonyma svar',
    },
    anonymousWarning:
      'Det här har du skrivit anonymt. Dela inte filen med någon som inte ska veta att det är du.',
    nothing: 'Inga.',
    posted: 'Publicerat omkring',
    edited: 'ändrat omkring',
    tags: 'Etiketter',
    earlierText: 'Tidigare text, ersatt omkring',
    decision: 'Beslut av moderator omkring',
    appeal: 'Du överklagade omkring',
    ruling: 'Utfall',
    visibility: {
      HIDDEN: 'Dolt av moderator',
      DELETED: 'Raderat av moderator',
      WITHDRAWN: 'Borttaget av dig',
      HELD: 'Väntar på att publiceras',
    },
    byModeration: 'Ändrat av moderator',
  },
  en: {
    readme: (madeAt, address) => `# Your data in Konsilium

Made ${madeAt} (UTC) by ${address}.

- \`readable/\`: your questions and answers, written to be read. The anonymous ones are in files of their own.
- \`data/\`: everything that is kept about you, as JSON. What the fields mean is in \`schema/\` (JSON Schema), and which
  version of the format this is in \`manifest.json\`.
- Images and signed consents are in folders of their own, if you have any. The consents (\`forms/\`) name patients: delete
  them unless you need them.

**Keep the archive safe.** It also holds what you have written anonymously. Whoever gets hold of it can see that it is you.

## What is not in it

- What others have written. Answers to your questions and questions that you have answered are there as addresses, not as
  text.
- Who reported, moderated or asked for a lookup.
- Your password. It is not kept, only a check value that is of use to nobody but a thief.
- What you have done as a moderator or technical administrator. It concerns others, and stands in the service's records.
- What has been erased already, and drafts: they are in your browser only.

All times of posts are whole hours. They are not kept more exactly.
`,
    files: {
      questionsNamed: 'Questions under your name',
      questionsAnonymous: 'Anonymous questions',
      answersNamed: 'Answers under your name',
      answersAnonymous: 'Anonymous answers',
    },
    anonymousWarning:
      'You have written this anonymously. Do not share the file with anybody who should not know that it is you.',
    nothing: 'None.',
    posted: 'Posted at about',
    edited: 'changed at about',
    tags: 'Tags',
    earlierText: 'Earlier text, replaced at about',
    decision: 'Decision of a moderator at about',
    appeal: 'You appealed at about',
    ruling: 'Outcome',
    visibility: {
      HIDDEN: 'Hidden by moderation',
      DELETED: 'Deleted by moderation',
      WITHDRAWN: 'Removed by you',
      HELD: 'Waiting to be published',
    },
    byModeration: 'Changed by moderation',
  },
};
