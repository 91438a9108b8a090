/** Every expected "no", in the words that a doctor reads. */
export const refusalSentences = {
  INVALID_INPUT: {
    sv: 'Något behöver rättas innan det kan sparas.',
    en: 'Something needs to be corrected before it can be saved.',
  },
  NOT_FOUND: {
    sv: 'Det finns inte, eller så kan du inte se det.',
    en: 'It does not exist, or you cannot see it.',
  },
  EDITED_MEANWHILE: {
    sv: 'Texten har ändrats sedan du öppnade den. Ingenting är sparat än: jämför den med din och spara igen.',
    en: 'The text has changed since you opened it. Nothing is saved yet: compare it with yours and save again.',
  },
  MODERATION_UNDONE: {
    sv: 'En moderator har ändrat det här inlägget, och din text tar tillbaka något av det. Behåll moderatorns ändring i din text, skicka din text till granskning, eller överklaga beslutet om du menar att det är fel. Det du har skrivit är kvar.',
    en: 'A moderator has changed this post, and your text takes some of that back. Keep the moderator’s change in your text, send your text to be reviewed, or appeal the decision if you think it is wrong. What you have written is still here.',
  },
  NOTHING_TO_REVIEW: {
    sv: 'Ingen moderator har ändrat det här inlägget, så det finns inget att granska. Spara som vanligt.',
    en: 'No moderator has changed this post, so there is nothing to review. Save it as usual.',
  },
  EDIT_CHANGED: {
    sv: 'Författaren har tagit tillbaka ändringen, eller ändrat den, sedan du läste den. Inget är beslutat: läs den igen.',
    en: 'The author has taken the edit back, or changed it, since you read it. Nothing is decided: read it again.',
  },
  NOT_SIGNED_IN: { sv: 'Du behöver logga in igen.', en: 'You need to sign in again.' },
  DRAWN_FOR_ANOTHER: {
    sv: 'Någon annan är inloggad i den här webbläsaren nu. Ingenting har skickats.',
    en: 'Somebody else is signed in to this browser now. Nothing was sent.',
  },
  ONCE_KEY_MISSING: {
    sv: 'Sidan är för gammal för att kunna skicka det här säkert. Ladda om den och försök igen.',
    en: 'This page is too old to send this safely. Reload it and try again.',
  },
  ONCE_KEY_REUSED: {
    sv: 'Det här har redan skickats, med ett annat innehåll. Kontrollera vad som redan finns innan du skickar igen.',
    en: 'This has already been sent, with other content. See what is there before you send again.',
  },
  ACCOUNT_NOT_VERIFIED: {
    sv: 'Ditt konto väntar på att din legitimation kontrolleras.',
    en: 'Your account is waiting for your licence to be checked.',
  },
  NOT_A_MODERATOR: { sv: 'Det här kräver att du är moderator.', en: 'This is for moderators.' },
  NOT_A_TECHNICAL_ADMIN: {
    sv: 'Det här kräver att du är teknisk administratör.',
    en: 'This is for technical administrators.',
  },
  PSEUDONYMS_UNAVAILABLE: {
    sv: 'Det går inte att tillåta än: tjänstens nyckelceremoni är inte genomförd.',
    en: 'This cannot be allowed yet: the key ceremony of this service has not been held.',
  },
  PROCESSOR_NOT_CONFIGURED: {
    sv: 'Den här mottagaren används inte i den här tjänsten, så det finns inget att tillåta.',
    en: 'This service does not use this recipient, so there is nothing to allow.',
  },
  TERMS_NOT_ACCEPTED: {
    sv: 'Villkoren har ändrats. Godkänn dem för att gå vidare.',
    en: 'The terms have changed. Accept them to go on.',
  },
  CONSULTATION_RESTING: {
    sv: 'Konsultationen har vilat i mer än två år och kan bara läsas. Ställ en ny fråga och länka hit.',
    en: 'The consultation has rested for more than two years and can only be read. Ask a new one and link here.',
  },
  TERMS_OUTDATED: {
    sv: 'Det finns en nyare version av villkoren. Ladda om sidan och läs den.',
    en: 'There is a newer version of the terms. Reload the page and read it.',
  },
  TERMS_TO_ACCEPT: {
    sv: 'Läs och godkänn villkoren för att skapa ett konto.',
    en: 'Read and accept the terms to make an account.',
  },
  WRONG_CREDENTIALS: {
    sv: 'E-postadressen och lösenordet stämmer inte överens.',
    en: 'The e-mail address and password do not match.',
  },
  WRONG_PASSWORD: { sv: 'Lösenordet stämmer inte.', en: 'The password is not right.' },
  RECEIPT_UNKNOWN: {
    sv: 'Koden känns inte igen. Kontrollera att alla tecken är med. En radering som har ångrats har inget kvitto.',
    en: 'The code is not known. Check that it is complete. An erasure that was called off has no receipt.',
  },
  ERASURE_ALREADY_REQUESTED: {
    sv: 'Raderingen av kontot är redan begärd.',
    en: 'The erasure of the account has already been requested.',
  },
  SHARE_STILL_NEEDED: {
    sv: 'Kontots nyckelandel behövs fortfarande: utan den skulle ingen kunna låsa upp de anonyma inlägg som skrivs i dag. Genomför först en ny nyckelceremoni med tillräckligt många andra innehavare, därefter kan kontot raderas.',
    en: 'The key share of this account is still needed: without it nobody could unlock the anonymous posts that are written today. First hold a new key ceremony with enough other holders; then the account can be erased.',
  },
  HTTPS_REQUIRED: {
    sv: 'Inloggning kräver en krypterad anslutning (https).',
    en: 'Signing in needs an encrypted connection (https).',
  },
  TOO_MANY_ATTEMPTS: {
    sv: 'För många försök. Vänta en stund och försök igen.',
    en: 'Too many attempts. Wait a little and try again.',
  },

  FIELD_REQUIRED: { sv: 'Fyll i det här fältet.', en: 'Fill in this field.' },
  FIELD_TOO_LONG: { sv: 'Texten är för lång.', en: 'The text is too long.' },
  FIELD_TOO_SHORT: { sv: 'Texten är för kort.', en: 'The text is too short.' },
  TEXT_TURNED: {
    sv: 'Texten innehåller osynliga tecken som vänder på skrivriktningen. Skriv den för hand, eller klistra in den som ren text.',
    en: 'The text holds invisible characters that turn the direction of writing. Type it, or paste it as plain text.',
  },
  TOO_MANY_MARKS: {
    sv: 'Något tecken i texten har så många accenter eller andra märken att det inte går att läsa. Ta bort några.',
    en: 'A character in the text has so many accents or other marks that it cannot be read. Take some away.',
  },
  NAME_INVALID: {
    sv: 'Skriv ditt namn med bokstäver, så som kollegor ska se det.',
    en: 'Write your name in letters, as colleagues are to see it.',
  },
  CHARACTER_NOT_ALLOWED: {
    sv: 'Ett tecken går inte att använda här. Skriv för hand i stället för att klistra in.',
    en: 'One character cannot be used here. Type instead of pasting.',
  },
  EMAIL_INVALID: {
    sv: 'Det ser inte ut som en e-postadress.',
    en: 'This does not look like an e-mail address.',
  },
  PASSWORD_TOO_SHORT: {
    sv: 'Lösenordet behöver minst 12 tecken.',
    en: 'The password needs at least 12 characters.',
  },
  PASSWORD_COMMON: {
    sv: 'Lösenordet är lätt att gissa: det bygger på vanliga ord, namn eller lösenord som har läckt. Välj fyra eller fem ord som inte hör ihop, eller låt en lösenordshanterare göra ett.',
    en: 'The password is easy to guess: it is made of common words, names or passwords that have leaked. Choose four or five words that do not belong together, or let a password manager make one.',
  },
  PASSWORD_PERSONAL: {
    sv: 'Lösenordet innehåller något som hör till dig, som namn, e-postadress eller personnummer, och är därför lätt att gissa. Välj fyra eller fem ord som inte hör ihop.',
    en: 'The password contains something of yours, such as your name, e-mail address or personal number, and is easy to guess. Choose four or five words that do not belong together.',
  },
  PASSWORD_PATTERN: {
    sv: 'Lösenordet är lätt att gissa: det upprepar sig eller följer ett mönster. Välj fyra eller fem ord som inte hör ihop.',
    en: 'The password is easy to guess: it repeats itself or follows a pattern. Choose four or five words that do not belong together.',
  },
  PASSWORD_UNCHANGED: {
    sv: 'Välj ett annat lösenord än det du har.',
    en: 'Choose another password than the one you have.',
  },
  SPECIALTY_UNKNOWN: { sv: 'Välj en specialitet ur listan.', en: 'Choose a specialty from the list.' },
  TOO_MANY_TAGS: { sv: 'Högst fem etiketter.', en: 'Five tags at most.' },
  TAG_INVALID: {
    sv: 'En etikett är 2–30 tecken: bokstäver, siffror, mellanslag och bindestreck.',
    en: 'A tag has 2–30 characters: letters, digits, spaces and hyphens.',
  },
  CURSOR_INVALID: { sv: 'Listan har ändrats. Ladda om den.', en: 'The list has changed. Load it again.' },
  CHOOSE_ONE_POST: {
    sv: 'Ange antingen en fråga eller ett svar.',
    en: 'Name either a question or an answer.',
  },

  CONSULTATION_LOCKED: {
    sv: 'Diskussionen är låst av moderatorerna och tar inte emot nya svar.',
    en: 'The moderators have locked this discussion; it takes no new answers.',
  },
  CONSULTATION_CLOSED: {
    sv: 'Frågan är inte längre öppen för svar.',
    en: 'The question is no longer open for answers.',
  },
  POST_NOT_EDITABLE: { sv: 'Inlägget kan inte längre ändras.', en: 'The post can no longer be changed.' },
  NOT_YOUR_POST: {
    sv: 'Du kan bara ändra det du själv har skrivit.',
    en: 'You can only change what you have written yourself.',
  },
  QUOTED_ANSWER_GONE: {
    sv: 'Svaret du citerar finns inte kvar.',
    en: 'The answer you quote is no longer there.',
  },
  OWN_ANSWER_NOT_MARKABLE: {
    sv: 'Du kan inte markera ditt eget svar som hjälpsamt.',
    en: 'You cannot mark your own answer as helpful.',
  },
  OWN_POST_NOT_FLAGGABLE: {
    sv: 'Du kan inte anmäla ditt eget inlägg. Du kan ändra eller ta bort det.',
    en: 'You cannot report your own post. You can edit or delete it.',
  },
  ALREADY_FLAGGED: {
    sv: 'Du har redan anmält inlägget. Moderatorerna ser din anmälan.',
    en: 'You have reported this post already. The moderators see your report.',
  },
  PATIENT_IDENTIFIER: {
    sv: 'Texten innehåller en uppgift som pekar ut patienten. Ta bort den.',
    en: 'The text contains something that identifies the patient. Remove it.',
  },
  PATIENT_IDENTIFIER_LIKELY: {
    sv: 'Texten innehåller något som kan peka ut patienten. Ta bort det, eller ange varför det är ofarligt.',
    en: 'The text contains something that may identify the patient. Remove it, or say why it is harmless.',
  },
  TEXT_TOO_MANY_PARTS: {
    sv: 'Texten har för många rader, listor eller markeringar för att kunna visas. Dela upp den eller ta bort en del av dem.',
    en: 'The text has too many lines, lists or marks to be shown. Please split it up, or take some of them away.',
  },
  TABLE_TOO_LARGE: {
    sv: 'Tabellen är för stor för att kunna visas. Använd högst 20 kolumner och 600 rutor.',
    en: 'The table is too large to be shown. Please use at most 20 columns and 600 cells.',
  },
  SAME_TEXT_OTHER_FACE: {
    sv: 'Du har redan skrivit samma text i den här diskussionen, anonymt eller under ditt namn. Publicerar du den en gång till syns det att båda är du.',
    en: 'You have already written the same text in this discussion, anonymously or under your name. Posting it again would show that both are you.',
  },
  NOT_HELD: {
    sv: 'Inlägget väntar inte längre på att publiceras. Ladda om sidan.',
    en: 'The post is no longer waiting to be published. Load the page again.',
  },
  ANONYMITY_UNAVAILABLE: {
    sv: 'Det går inte att skriva anonymt ännu: nycklarna för förseglingen är inte skapade.',
    en: 'Writing anonymously is not possible yet: the sealing keys have not been made.',
  },

  EXPORT_UNDER_WAY: {
    sv: 'Dina uppgifter håller redan på att samlas ihop.',
    en: 'Your data are being put together already.',
  },
  EXPORT_TOO_OFTEN: {
    sv: 'Du har hämtat dina uppgifter flera gånger i dag. Försök igen i morgon.',
    en: 'You have asked for your data several times today. Try again tomorrow.',
  },

  UPLOAD_EMPTY: { sv: 'Filen är tom.', en: 'The file is empty.' },
  UPLOAD_TOO_SLOW: {
    sv: 'Filen kom för långsamt och överföringen avbröts. Försök igen på en bättre anslutning.',
    en: 'The file came too slowly and its transfer was broken off. Try again on a better connection.',
  },
  UPLOADS_UNDER_WAY: {
    sv: 'Flera filer är redan på väg. Den här skickas när en av dem är klar.',
    en: 'Several files are on their way already. This one is sent when one of them is done.',
  },
  UPLOAD_BROKEN: {
    sv: 'Anslutningen bröts innan hela filen hade kommit fram. Försök igen.',
    en: 'The connection broke before the whole file had arrived. Try again.',
  },
  IMAGE_TOO_LARGE: { sv: 'Bilden är större än 25 MB.', en: 'The image is larger than 25 MB.' },
  IMAGE_TYPE_UNKNOWN: {
    sv: 'Filen är inte en bild som kan visas här. Använd JPEG, PNG, WebP, AVIF eller GIF.',
    en: 'The file is not an image that can be shown here. Use JPEG, PNG, WebP, AVIF or GIF.',
  },
  IMAGE_HEIC: {
    sv: 'Bilder i formatet HEIC kan inte läsas här. Spara bilden som JPEG och försök igen.',
    en: 'Images in the HEIC format cannot be read here. Save the image as JPEG and try again.',
  },
  IMAGE_MIXED: {
    sv: 'Filen innehåller mer än en bild, till exempel ett dokument eller ett arkiv. Spara bilden på nytt och försök igen.',
    en: 'The file holds more than an image, such as a document or an archive. Save the image anew and try again.',
  },
  IMAGE_UNREADABLE: {
    sv: 'Bilden är skadad eller ofullständig och kan inte läsas.',
    en: 'The image is damaged or incomplete and cannot be read.',
  },
  IMAGE_TOO_MANY_PIXELS: {
    sv: 'Bilden är för stor. Högst 60 megapixlar och 20 000 pixlar på längsta sidan.',
    en: 'The image is too big: 60 megapixels and 20,000 pixels on its longest side at most.',
  },
  IMAGE_AVIF_TOO_LARGE: {
    sv: 'AVIF-bilden är för stor. Högst 16 megapixlar, eller spara den som JPEG.',
    en: 'The AVIF image is too big: 16 megapixels at most, or save it as JPEG.',
  },
  IMAGE_ANIMATION_TOO_LONG: {
    sv: 'Animationen är för lång. Spara en enskild bild ur den och ladda upp den i stället.',
    en: 'The animation is too long. Save a single picture from it and upload that instead.',
  },
  IMAGE_TOO_DEMANDING: {
    sv: 'Bilden gick inte att bearbeta. Spara den i mindre storlek och försök igen.',
    en: 'The image could not be processed. Save it in a smaller size and try again.',
  },
  IMAGE_BUSY: {
    sv: 'Många bilder bearbetas just nu. Försök igen om en liten stund.',
    en: 'Many images are being processed right now. Try again in a moment.',
  },
  STORAGE_UNAVAILABLE: {
    sv: 'Bilder och blanketter kan inte sparas eller hämtas just nu. Försök igen om en liten stund.',
    en: 'Images and forms cannot be stored or fetched right now. Try again in a moment.',
  },
  IMAGE_GONE: {
    sv: 'En bild finns inte kvar. Lägg till den på nytt.',
    en: 'An image is no longer there. Add it again.',
  },
  IMAGE_OTHER_FACE: {
    sv: 'Samma bild finns redan i ett inlägg av dig, under ditt namn eller under ett annat alias. Den som ser båda förstår att det är du. Ta bort bilden, eller bekräfta att du vill publicera den ändå.',
    en: 'The same picture is already in a post of yours, under your name or another alias. Whoever sees both knows that it is you. Remove the picture, or confirm that you want to post it all the same.',
  },
  IMAGE_NOT_POSSIBLE: {
    sv: 'Det går inte att göra med bilden i dess nuvarande läge.',
    en: 'This cannot be done with the image as it stands now.',
  },
  IMAGE_NOT_EXTENDABLE: {
    sv: 'Bilden visas redan så länge det går. Du kan förlänga tiden från och med i morgon.',
    en: 'The image is already kept as long as possible. You can extend the time from tomorrow.',
  },
  TOO_MANY_IMAGES: { sv: 'Högst tio bilder i ett inlägg.', en: 'Ten images in a post at most.' },
  CONSENT_FORM_MISSING: {
    sv: 'Bifoga blanketten med patientens skriftliga samtycke.',
    en: 'Attach the form with the patient’s written consent.',
  },
  CONSENT_FORM_GONE: {
    sv: 'Samtyckesblanketten finns inte kvar. Bifoga den på nytt.',
    en: 'The consent form is no longer there. Attach it again.',
  },
  FORM_TOO_LARGE: { sv: 'Blanketten är större än 10 MB.', en: 'The form is larger than 10 MB.' },
  FORM_TYPE_UNKNOWN: {
    sv: 'Blanketten ska vara en bild eller en PDF.',
    en: 'The form must be an image or a PDF.',
  },
  FORM_LOCKED: {
    sv: 'PDF-filen är låst med ett lösenord. Spara den utan lösenord, eller fotografera blanketten.',
    en: 'The PDF is locked with a password. Save it without one, or photograph the form.',
  },
  FORM_TOO_MANY_PAGES: {
    sv: 'PDF-filen har för många sidor. Högst tio. Skicka bara blankettens sidor, eller fotografera dem.',
    en: 'The PDF has too many pages: ten at most. Send the pages of the form alone, or photograph them.',
  },
  FORM_UNREADABLE: {
    sv: 'Blanketten gick inte att läsa. Spara den som PDF på nytt, eller fotografera den.',
    en: 'The form could not be read. Save it as PDF once more, or photograph it.',
  },
  WITHDRAWAL_CODE_UNKNOWN: {
    sv: 'Koden stämmer inte, eller så är bilden redan borttagen. Kontrollera koden på lappen.',
    en: 'The code does not match, or the image is gone already. Check the code on your slip.',
  },

  WRITING_SUSPENDED: {
    sv: 'Du kan läsa men inte skriva till den {until}.',
    en: 'You can read but not write until {until}.',
  },
  WRITTEN_MUCH: {
    sv: 'Det har blivit mycket på kort tid. Vänta till {until} och försök igen. Det du har skrivit ligger kvar.',
    en: 'That was a lot in a short time. Wait until {until} and try again. What you have written is still there.',
  },
  REDACTION_PENDING: {
    sv: 'Moderatorerna har föreslagit en ändring i texten. Svara på förslaget först.',
    en: 'The moderators have proposed a change to the text. Answer the proposal first.',
  },

  MODERATION_NOT_POSSIBLE: {
    sv: 'Det går inte att göra med inlägget i dess nuvarande läge.',
    en: 'This cannot be done with the post as it stands now.',
  },
  CASE_TAKEN: { sv: 'En annan moderator har tagit ärendet.', en: 'Another moderator has taken this case.' },
  CASE_DECIDED: { sv: 'Ärendet är redan avgjort.', en: 'The case has been decided already.' },
  TEXT_UNCHANGED: { sv: 'Texten är oförändrad.', en: 'The text has not changed.' },
  SUSPENSION_DAYS_INVALID: {
    sv: 'Välj 1, 7, 30 eller 90 dagar.',
    en: 'Choose 1, 7, 30 or 90 days.',
  },
  PASSAGE_CHANGED: {
    sv: 'Texten har ändrats. Läs den på nytt och markera stället igen.',
    en: 'The text has changed. Read it again and mark the passage anew.',
  },
  PASSAGE_QUOTED: {
    sv: 'Skriv inte ut den markerade texten här: det som står här kan inte förstöras efteråt.',
    en: 'Do not repeat the marked text here: what stands here cannot be destroyed afterwards.',
  },
  CONFLICT_OF_INTEREST: {
    sv: 'Du kan inte avgöra det här ärendet. En annan moderator tar det.',
    en: 'You cannot decide this case. Another moderator will take it.',
  },

  DECISION_NOT_APPEALABLE: {
    sv: 'Det här beslutet går inte att överklaga.',
    en: 'This decision cannot be appealed.',
  },
  ALREADY_APPEALED: {
    sv: 'Du har redan överklagat beslutet. Det går att göra en gång.',
    en: 'You have appealed this decision already. It can be done once.',
  },
  APPEAL_TOO_LATE: {
    sv: 'Tiden för att överklaga beslutet har gått ut.',
    en: 'The time for appealing this decision is over.',
  },
  OWN_DECISION: {
    sv: 'Du har själv fattat beslutet. En annan moderator avgör överklagandet.',
    en: 'You made this decision yourself. Another moderator rules on the appeal.',
  },
  APPEAL_DECIDED: {
    sv: 'En annan moderator har redan avgjort överklagandet.',
    en: 'Another moderator has ruled on this appeal already.',
  },

  OWN_ACCOUNT: {
    sv: 'Ditt eget konto måste en annan teknisk administratör ta ställning till.',
    en: 'Another technical administrator must decide on your own account.',
  },
  ACCOUNT_ALREADY_DECIDED: { sv: 'Kontot är redan granskat.', en: 'The account has been reviewed already.' },
  NO_EPOCH: { sv: 'Ingen nyckelceremoni har gjorts ännu.', en: 'No key ceremony has been held yet.' },
  NOT_A_SHARE_HOLDER: {
    sv: 'Du har ingen nyckelandel i den här epoken.',
    en: 'You hold no key share in this epoch.',
  },
  OWN_REQUEST_NOT_APPROVABLE: {
    sv: 'Du kan inte godkänna din egen begäran.',
    en: 'You cannot approve your own request.',
  },
  ALREADY_TAKEN_PART: {
    sv: 'Du har redan svarat på den här begäran.',
    en: 'You have answered this request already.',
  },
  LOOKUP_ENDED: { sv: 'Begäran är redan avslutad.', en: 'The request has ended already.' },
  LOOKUP_NEEDS_APPROVAL: {
    sv: 'Begäran behöver godkännas av ännu en administratör.',
    en: 'The request needs another administrator’s approval.',
  },
  ONLY_REQUESTER_OPENS: {
    sv: 'Bara den som begärde uppslaget kan öppna det.',
    en: 'Only the one who asked for the lookup can open it.',
  },
  PARTIAL_INVALID: {
    sv: 'Nyckelandelens bidrag stämmer inte. Kontrollera att rätt andelsfil används.',
    en: 'The share’s contribution does not verify. Check that it is the right share file.',
  },
  LOOKUP_NOT_OPENED: {
    sv: 'Uppslaget är inte öppnat, så det finns inget att underrätta om.',
    en: 'The lookup has not been opened, so there is nothing to tell of.',
  },
  OWN_NOTICE_NOT_EXTENDABLE: {
    sv: 'Den som begärde uppslaget kan inte skjuta upp underrättelsen. En annan administratör måste göra det.',
    en: 'The one who asked for the lookup cannot put the notice off. Another administrator must.',
  },
  NOTICE_TOLD: {
    sv: 'Författaren har redan fått veta.',
    en: 'The author has been told already.',
  },
  DATE_INVALID: { sv: 'Ange ett datum.', en: 'Give a date.' },
  NOTICE_NOT_LATER: {
    sv: 'Välj en dag senare än den som gäller nu.',
    en: 'Choose a day later than the present one.',
  },
  NOTICE_TOO_LATE: { sv: 'Högst tolv månader i taget.', en: 'Twelve months at a time at most.' },
  SEAL_UNREADABLE: { sv: 'Förseglingen kunde inte öppnas.', en: 'The seal could not be opened.' },
} as const satisfies Record<string, { sv: string; en: string }>;

export type RefusalCode = keyof typeof refusalSentences;
