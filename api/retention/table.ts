import { countExpiredExports } from '../exports/expire-exports.ts';
import { countExpiredImages } from '../images/expire-images.ts';
import { retentionDays as imageDays, orphanHours } from '../images/policy.ts';
import {
  countEarlierTexts,
  countIdleConsultations,
  countOldReceipts,
  countOldReports,
  eraseEarlierTexts,
  eraseIdleConsultations,
  eraseOldReceipts,
  eraseOldReports,
} from './erase-old-content.ts';
import { periods } from './periods.ts';
import { countDueAccounts, retireAccounts } from './retire-accounts.ts';
import type { Keeper, RetentionRow, Texts } from './types.ts';

const years = (count: number): Texts => ({
  sv: `${count} år`,
  en: count === 1 ? '1 year' : `${count} years`,
});
const row = (
  id: string,
  texts: [what: Texts, howLong: Texts, from: Texts, why: Texts],
  keeper: Keeper,
): RetentionRow => {
  const [what, howLong, from, why] = texts;
  return { id, what, howLong, from, why, keeper };
};
const t = (sv: string, en: string): Texts => ({ sv, en });

const noLonger = t(
  'Uppgifter ska inte sparas längre än de behövs (artikel 5.1 e GDPR).',
  'Data must not be kept for longer than needed (Article 5(1)(e) GDPR).',
);
const withThePost = t('Så länge inlägget finns', 'As long as the post exists');

/** The one table: jobs act on it, and the public page is made from it. */
export const retentionTable: readonly RetentionRow[] = [
  row(
    'accounts',
    [
      t('Konton som inte används', 'Accounts that are not used'),
      t(
        `${periods.accountYears} år, efter två påminnelser med e-post`,
        `${periods.accountYears} years, after two reminders by e-mail`,
      ),
      t(
        'Månaden för senaste inloggning. Du förlänger tiden genom att logga in.',
        'The month of the latest sign-in. You extend the time by signing in.',
      ),
      t(
        'Avtalet om kontot (artikel 6.1 b). Uppdrag som moderator eller teknisk administratör avslutas först av den som driver tjänsten.',
        'The contract on the account (Article 6(1)(b)). Duties as moderator or technical administrator are first ended by the operator.',
      ),
    ],
    { count: countDueAccounts, apply: retireAccounts },
  ),
  row(
    'consultations',
    [
      t(
        'Konsultationer: frågor, svar, markeringar, modereringsbeslut, överklaganden och uppgiften om vem som skrev anonymt',
        'Consultations: questions, answers, marks, moderation decisions, appeals and the information on who wrote anonymously',
      ),
      t(
        `${periods.consultationOpenYears} år öppna, sedan ${periods.consultationReadableYears} år bara läsbara, därefter raderade`,
        `${periods.consultationOpenYears} years open, then ${periods.consultationReadableYears} years readable only, then erased`,
      ),
      t(
        'Senaste svar i konsultationen. Författaren kan ta bort sitt inlägg när som helst.',
        'The latest answer in the consultation. Authors can withdraw their posts at any time.',
      ),
      t(
        'Medicinska råd åldras. Några år behövs för lärande och för att kunna svara på frågor om dem.',
        'Medical advice ages. Some years are needed for learning and to answer questions about it.',
      ),
    ],
    { count: countIdleConsultations, apply: eraseIdleConsultations },
  ),
  row(
    'earlier-texts',
    [
      t('Tidigare lydelser av redigerade inlägg', 'Earlier texts of edited posts'),
      years(periods.earlierTextYears),
      t('Redigeringen', 'The edit'),
      t(
        'Behövs för överklaganden och för att kunna visa vad som har ändrats.',
        'Needed for appeals and to be able to show what was changed.',
      ),
    ],
    { count: countEarlierTexts, apply: eraseEarlierTexts },
  ),
  row(
    'reports',
    [
      t('Vad någon har skrivit i en anmälan', 'What somebody wrote in a report'),
      years(periods.earlierTextYears),
      t('Beslutet i ärendet', 'The decision in the case'),
      t(
        'Behövs medan beslutet kan prövas på nytt. Att en anmälan fanns sparas med ärendet.',
        'Needed while the decision can be reviewed. That there was a report is kept with the case.',
      ),
    ],
    { count: countOldReports, apply: eraseOldReports },
  ),
  row(
    'images',
    [
      t('Bilder', 'Images'),
      t(
        `${imageDays} dagar, kan förlängas ${imageDays} dagar i taget`,
        `${imageDays} days, can be extended by ${imageDays} days at a time`,
      ),
      t(
        'Dagen då bilden lades upp. Dras samtycket tillbaka tas bilden bort genast.',
        'The day the image was added. If consent is withdrawn the image goes at once.',
      ),
      t(
        'Bilder är känsligare än text och behövs sällan efter svaren.',
        'Images are more sensitive than text and seldom needed once there are answers.',
      ),
    ],
    { job: 'expire_images', count: countExpiredImages },
  ),
  row(
    'uploads',
    [
      t(
        'Bilder och samtycken som har laddats upp men inte lagts in i något inlägg',
        'Images and consents that were uploaded and put into no post',
      ),
      t(`${orphanHours} timmar`, `${orphanHours} hours`),
      t('Uppladdningen', 'The upload'),
      noLonger,
    ],
    { job: 'sweep_uploads' },
  ),
  row(
    'consent-forms',
    [
      t('Undertecknade samtycken till bilder, krypterade', 'Signed consents to images, encrypted'),
      t('Så länge bilden finns', 'As long as the image exists'),
      t(
        'Dagen då bilden lades upp. Patienten kan ta tillbaka samtycket när som helst; då försvinner båda genast.',
        'The day the image was added. The patient can withdraw the consent at any time; then both go at once.',
      ),
      t(
        'Visar att patienten har samtyckt (artikel 7.1 GDPR).',
        'Shows that the patient has consented (Article 7(1) GDPR).',
      ),
    ],
    { goesWith: 'images' },
  ),
  row(
    'decisions',
    [
      t('Påföljder: varningar och avstängningar', 'Sanctions: warnings and suspensions'),
      withThePost,
      t('Beslutet', 'The decision'),
      t(
        'Skydd av medlemmar och patienter (artikel 6.1 f). Efter sin sluttid har de ingen verkan.',
        'Protection of members and patients (Article 6(1)(f)). After their end they have no effect.',
      ),
    ],
    { goesWith: 'consultations' },
  ),
  row(
    'lookups',
    [
      t(
        'Uppslag av anonyma författare: begäran, skäl och godkännanden',
        'Lookups of anonymous authors: requests, reasons and approvals',
      ),
      t('Så länge tjänsten drivs', 'As long as the service is run'),
      t('Uppslaget', 'The lookup'),
      t(
        'Ansvarsskyldighet (artikel 5.2). Innehåller inte vem som skrev, men vem som frågade.',
        'Accountability (Article 5(2)). Holds not who wrote, but who asked.',
      ),
    ],
    'nobody',
  ),
  row(
    'audit',
    [
      t('Granskningsloggen', 'The audit log'),
      t('Så länge tjänsten drivs', 'As long as the service is run'),
      t('Händelsen', 'The event'),
      t(
        'Ansvarsskyldighet (artikel 5.2). Loggen skyddar dig bara om ingen kan ta bort något ur den, inte heller tjänsten själv. Den innehåller inga namn.',
        'Accountability (Article 5(2)). The log protects you only if nobody can remove anything from it, the service itself included. It holds no names.',
      ),
    ],
    'nobody',
  ),
  row(
    'logs',
    [
      t(
        'Driftloggar: nummer på förfrågningar, felkoder och tider',
        'Operational logs: numbers of requests, codes of errors and durations',
      ),
      t('Högst 3 år, hos den som driver tjänsten', 'At most 3 years, with the operator'),
      t('Loggraden', 'The line of the log'),
      t(
        'Felsökning och säkerhet (artikel 6.1 f). Innehåller inga namn, adresser eller texter.',
        'Finding faults, and security (Article 6(1)(f)). Holds no names, addresses or texts.',
      ),
    ],
    'operator',
  ),
  row(
    'sessions',
    [
      t('Inloggningar', 'Sign-ins'),
      t('12 timmar', '12 hours'),
      t('Inloggningen, eller tills du loggar ut', 'The sign-in, or until you sign out'),
      t('Behövs för att du ska vara inloggad.', 'Needed for you to be signed in.'),
    ],
    'expiry',
  ),
  row(
    'attempts',
    [
      t(
        'Räknare som bromsar gissningar av lösenord och koder, utan adresser i klartext',
        'Counters that slow down the guessing of passwords and codes, without readable addresses',
      ),
      t('Högst en timme', 'One hour at most'),
      t('Försöket', 'The attempt'),
      t('Säkerhet (artikel 6.1 f).', 'Security (Article 6(1)(f)).'),
    ],
    'expiry',
  ),
  row(
    'outcomes',
    [
      t(
        'Vad det blev av det du skickade, krypterat och utan uppgift om vem, så att ett nytt försök inte gör det två gånger',
        'What came of what you sent, encrypted and without telling who, so that another try does not do it twice',
      ),
      t('24 timmar', '24 hours'),
      t('När du skickade det', 'When you sent it'),
      noLonger,
    ],
    { job: 'sweep_outcomes' },
  ),
  row(
    'mail',
    [
      t('E-post som väntar på att skickas', 'Mail that waits to be sent'),
      t('Tills den är skickad, högst några dagar', 'Until it is sent, a few days at most'),
      t('Händelsen som gav upphov till den', 'What gave rise to it'),
      noLonger,
    ],
    { job: 'send_mail' },
  ),
  row(
    'exports',
    [
      t('Arkiv med dina uppgifter som du har hämtat ut', 'Archives of your data that you have asked for'),
      t('24 timmar', '24 hours'),
      t('När arkivet blev klart', 'When the archive was ready'),
      noLonger,
    ],
    { job: 'expire_exports', count: countExpiredExports },
  ),
  row(
    'telemetry',
    [
      t('Statistik på väg till ett personuppgiftsbiträde', 'Statistics on their way to a processor'),
      t(
        'Tills de är levererade. Tiderna hos biträdena står på sidan om dem.',
        'Until they are delivered. The times at the processors are on the page about them.',
      ),
      t('Händelsen', 'The event'),
      t(
        'Ditt samtycke (artikel 6.1 a). Tar du tillbaka det raderas de genast.',
        'Your consent (Article 6(1)(a)). If you withdraw it they are erased at once.',
      ),
    ],
    { job: 'deliver_telemetry' },
  ),
  row(
    'consents',
    [
      t(
        'Dina val om mätning, och de pseudonymer som mottagarna känner dig under, krypterade',
        'Your choices on measuring, and the pseudonyms by which recipients know you, encrypted',
      ),
      t('Så länge kontot finns', 'As long as the account exists'),
      t('Ditt val', 'Your choice'),
      t(
        'Visar vad du har samtyckt till (artikel 7.1). Utan pseudonymen kan det som har skickats inte raderas.',
        'Shows what you have consented to (Article 7(1)). Without the pseudonym what was sent cannot be erased.',
      ),
    ],
    { goesWith: 'accounts' },
  ),
  row(
    'receipts',
    [
      t('Kvitton på raderade konton', 'Receipts of erased accounts'),
      years(periods.receiptYears),
      t('När raderingen var klar', 'When the erasure was done'),
      t(
        'För att raderingen ska gå att visa (artikel 5.2). Innehåller ingenting om vem du var.',
        'To be able to show the erasure (Article 5(2)). Hold nothing about who you were.',
      ),
    ],
    { count: countOldReceipts, apply: eraseOldReceipts },
  ),
  row(
    'terms',
    [
      t('Vilka villkor du har godkänt', 'Which terms you have accepted'),
      t('Så länge kontot finns', 'As long as the account exists'),
      t('Dagen för godkännandet', 'The day of acceptance'),
      t(
        'För att visa vad vi har kommit överens om (artikel 6.1 b).',
        'To show what we have agreed on (Article 6(1)(b)).',
      ),
    ],
    { goesWith: 'accounts' },
  ),
  row(
    'drafts',
    [
      t('Utkast', 'Drafts'),
      t('Finns bara i din webbläsare', 'Exist in your browser only'),
      t('Tills du publicerar, slänger dem eller loggar ut', 'Until you publish, discard them or sign out'),
      t('De lämnar inte din dator.', 'They do not leave your computer.'),
    ],
    'browser',
  ),
  row(
    'backups',
    [
      t('Säkerhetskopior av databasen', 'Backups of the database'),
      t('Högst 35 dagar, hos den som driver tjänsten', 'At most 35 days, with the operator'),
      t('Kopian', 'The copy'),
      t(
        'Skydd mot förlust (artikel 32). Det som har raderats finns kvar i en kopia tills den är för gammal.',
        'Protection against loss (Article 32). What was erased remains in a copy until that is too old.',
      ),
    ],
    'operator',
  ),
];
