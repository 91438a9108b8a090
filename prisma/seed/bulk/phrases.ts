/** What `{name}` in a phrase may become. */
export const slots = {
  ålder: ['19', '24', '31', '38', '43', '47', '52', '58', '63', '67', '71', '74', '79', '83', '88'],
  person: ['kvinna', 'man'],
  tid: ['två dagar', 'fyra dagar', 'en vecka', 'tio dagar', 'tre veckor', 'två månader', 'ett halvår'],
  debut: [
    'i natt',
    'i går kväll',
    'i helgen',
    'under semestern',
    'efter en luftvägsinfektion',
    'i samband med nattjour',
  ],
  symtom: [
    'trötthet',
    'andfåddhet vid ansträngning',
    'yrsel vid uppresning',
    'diffus buksmärta',
    'värk i flera leder',
    'nattliga svettningar',
    'hjärtklappning',
    'huvudvärk på morgonen',
    'domningar i händerna',
    'klåda utan utslag',
    'nedsatt aptit',
    'återkommande feber',
  ],
  bakgrund: [
    'hypertoni',
    'typ 2-diabetes',
    'astma',
    'förmaksflimmer',
    'hypotyreos',
    'kronisk njursjukdom stadium 3',
    'reumatoid artrit',
    'migrän',
    'tidigare bröstcancer',
    'ingenting av betydelse',
  ],
  prov: [
    'Hb 108 g/L',
    'CRP 62 mg/L',
    'P-Na 128 mmol/L',
    'P-K 5,4 mmol/L',
    'eGFR 41 mL/min/1,73 m²',
    'ferritin 11 µg/L',
    'TSH 0,08 mIE/L',
    'ALAT 2,4 µkat/L',
    'TPK 96',
    'D-dimer 1,4 mg/L',
    'albumin 27 g/L',
    'SR 74 mm',
  ],
  läkemedel: [
    'metoprolol',
    'metformin',
    'furosemid',
    'sertralin',
    'prednisolon',
    'apixaban',
    'omeprazol',
    'enalapril',
    'levotyroxin',
    'naproxen',
  ],
  undersökning: [
    'ekokardiografi',
    'DT buk',
    'MR hjärna',
    'lungröntgen',
    'ultraljud av njurarna',
    'gastroskopi',
    'långtids-EKG',
    'spirometri',
  ],
  ställe: ['på mottagningen', 'på akuten', 'på avdelningen', 'per telefon', 'på jouren'],
} as const satisfies Record<string, readonly string[]>;

/** Titles; `{ämne}` is the topic of the English pair. */
export const titles = [
  '{ämne}: hur går ni vidare?',
  '{ämne} hos {person} {ålder} år?',
  'Kan det vara {ämne}?',
  '{symtom} och {prov}, tänker ni på {ämne}?',
  'När remitterar ni vid misstanke om {ämne}?',
  '{ämne}, {bakgrund} och {läkemedel}',
  'Andra åsikt om {ämne} önskas',
  '{prov} sedan {tid}: {ämne} eller något annat?',
] as const;

export const presentations = [
  '{person} {ålder} år som söker {ställe} för {symtom} sedan {tid}.',
  'Jag träffade {ställe} en {person} på {ålder} år med {symtom} sedan {tid}.',
  '{person} {ålder} år, tidigare {bakgrund}, insjuknade {debut} med {symtom}.',
  'Patienten är {ålder} år och har haft {symtom} i {tid}, nu också {symtom}.',
  'Det började {debut} med {symtom} hos en i övrigt pigg {person}, {ålder} år.',
  '{person} {ålder} år kommer för tredje gången {ställe}, varje gång för {symtom}.',
  'En kollega bad mig bedöma en {person} på {ålder} år med {symtom} och {prov}.',
  'Övertog patienten i går: {person} {ålder} år, {bakgrund}, {symtom} sedan {tid}.',
] as const;

export const findings = [
  'I bakgrunden {bakgrund}, står på {läkemedel} och {läkemedel}.',
  'Status är i stort sett normalt, men {prov} och {prov} får jag inte ihop.',
  'Provsvar: {prov}. Upprepat efter {tid} är det oförändrat.',
  'Läkemedel: {läkemedel}, nyligen också {läkemedel} i låg dos.',
  'Blodtryck och puls utan anmärkning, ingen feber {ställe}.',
  'Remiss till {undersökning} är skickad, väntetiden är {tid}.',
  '{undersökning} visade inget som förklarar besvären.',
  'Ingen hereditet, inga resor, ingen ny kontakt med djur.',
  'Det som stör mig är {prov}, som var normalt för {tid} sedan.',
  'Vikten är stabil, sömnen dålig, arbetsförmågan ungefär halverad.',
  'Jag har satt ut {läkemedel} sedan {tid} utan säker skillnad.',
  'Patienten själv är mest orolig för {symtom}, jag mer för {prov}.',
] as const;

export const questions = [
  'Hur brukar ni tänka här?',
  'Räcker det med {undersökning}, eller skulle ni göra mer?',
  'Skulle ni sätta in {läkemedel} redan nu eller avvakta {tid}?',
  'Vad skulle få er att ändra handläggning?',
  'Finns det något uppenbart som jag har missat?',
  'Vem brukar följa upp detta hos er?',
  'Hur fort skulle ni vilja ha svar på {undersökning}?',
  'Vilka prover hade ni kompletterat med, och vilka hade ni hoppat över?',
  'Är det rimligt att handlägga i öppenvård?',
  'Hur förklarar ni det för patienten?',
] as const;

/** Lead-in to an English excerpt, in a question. */
export const sources = [
  'Så här står det i det jag hittade om {ämne}:',
  'Jag läste på och fastnade för det här stycket:',
  'Patienten hade med sig följande utskrift om {ämne}:',
  'Bakgrund, för den som vill ha den:',
] as const;

export const opinions = [
  'Jag hade börjat med att upprepa provet innan något annat.',
  'Min erfarenhet är att {symtom} av den längden sällan förklaras av {läkemedel} ensamt.',
  'Sätt ut {läkemedel} först och se vad som händer under {tid}.',
  '{undersökning} hade jag velat ha svar på inom {tid}, men inte akut.',
  'Vid {prov} brukar jag ringa jouren samma dag.',
  'Det låter som något man kan följa {ställe} med ett återbesök om {tid}.',
  'Glöm inte {bakgrund} i anamnesen, det ändrar tröskeln.',
  'Jag håller inte riktigt med: {prov} talar emot.',
  'Haft två liknande det senaste året, båda gick över på {tid}.',
  'Har du frågat om {symtom}? Det glöms lätt.',
  'Hos oss gör vi {undersökning} på alla med {prov}.',
  'Skriv tydligt i remissen att {symtom} har ökat sedan {tid}.',
  'Jag skulle vara försiktig med {läkemedel} vid {bakgrund}.',
  'Klokt att fråga. Det här är svårare än det ser ut.',
  'Be patienten föra dagbok i {tid}, det brukar räcka långt.',
  'Inget av detta är bråttom så länge {prov} inte försämras.',
] as const;

/** Lead-in to an English excerpt, in an answer. */
export const citations = [
  'En kort sammanfattning som jag brukar utgå ifrån:',
  'Det här stycket är det bästa jag har läst om saken:',
  'Från en översikt om {ämne}:',
] as const;
