/**
 * The Swedish medical specialties: base, branch and additional.
 *
 * Source of the division: patientsäkerhetsförordningen (2010:1369), chapter 4, as carried out in Socialstyrelsen's
 * SOSFS 2015:8 (consolidated to HSLF-FS 2020:19) and its successor HSLF-FS 2021:8. The English names are ours.
 *
 * The codes are our own stable slugs of the Swedish names (å, ä -> a, ö -> o), not an official code system: no public
 * list of the authority's numeric codes was found that could be relied on. A code, once published, never changes.
 */
export interface Specialty {
  readonly code: string;
  readonly sv: string;
  readonly en: string;
  readonly group: 'base' | 'branch' | 'additional';
}

/** All specialties; within a group in the order of the regulations. Sort by name in the reader's language to show them. */
export const specialties = [
  { code: 'barn-och-ungdomsmedicin', sv: 'Barn- och ungdomsmedicin', en: 'Paediatrics', group: 'base' },
  { code: 'klinisk-fysiologi', sv: 'Klinisk fysiologi', en: 'Clinical physiology', group: 'base' },
  { code: 'radiologi', sv: 'Radiologi', en: 'Radiology', group: 'base' },
  { code: 'akutsjukvard', sv: 'Akutsjukvård', en: 'Emergency medicine', group: 'base' },
  { code: 'allmanmedicin', sv: 'Allmänmedicin', en: 'General practice', group: 'base' },
  {
    code: 'arbets-och-miljomedicin',
    sv: 'Arbets- och miljömedicin',
    en: 'Occupational and environmental medicine',
    group: 'base',
  },
  {
    code: 'hud-och-konssjukdomar',
    sv: 'Hud- och könssjukdomar',
    en: 'Dermatology and venereology',
    group: 'base',
  },
  { code: 'infektionssjukdomar', sv: 'Infektionssjukdomar', en: 'Infectious diseases', group: 'base' },
  { code: 'klinisk-farmakologi', sv: 'Klinisk farmakologi', en: 'Clinical pharmacology', group: 'base' },
  { code: 'klinisk-genetik', sv: 'Klinisk genetik', en: 'Clinical genetics', group: 'base' },
  { code: 'onkologi', sv: 'Onkologi', en: 'Oncology', group: 'base' },
  { code: 'reumatologi', sv: 'Reumatologi', en: 'Rheumatology', group: 'base' },
  { code: 'rattsmedicin', sv: 'Rättsmedicin', en: 'Forensic medicine', group: 'base' },
  { code: 'socialmedicin', sv: 'Socialmedicin', en: 'Social medicine', group: 'base' },
  {
    code: 'endokrinologi-och-diabetologi',
    sv: 'Endokrinologi och diabetologi',
    en: 'Endocrinology and diabetology',
    group: 'base',
  },
  { code: 'geriatrik', sv: 'Geriatrik', en: 'Geriatrics', group: 'base' },
  { code: 'hematologi', sv: 'Hematologi', en: 'Haematology', group: 'base' },
  { code: 'internmedicin', sv: 'Internmedicin', en: 'Internal medicine', group: 'base' },
  { code: 'kardiologi', sv: 'Kardiologi', en: 'Cardiology', group: 'base' },
  { code: 'lungsjukdomar', sv: 'Lungsjukdomar', en: 'Respiratory medicine', group: 'base' },
  {
    code: 'medicinsk-gastroenterologi-och-hepatologi',
    sv: 'Medicinsk gastroenterologi och hepatologi',
    en: 'Medical gastroenterology and hepatology',
    group: 'base',
  },
  { code: 'njurmedicin', sv: 'Njurmedicin', en: 'Nephrology', group: 'base' },
  {
    code: 'anestesi-och-intensivvard',
    sv: 'Anestesi och intensivvård',
    en: 'Anaesthesia and intensive care',
    group: 'base',
  },
  {
    code: 'barn-och-ungdomskirurgi',
    sv: 'Barn- och ungdomskirurgi',
    en: 'Paediatric surgery',
    group: 'base',
  },
  { code: 'handkirurgi', sv: 'Handkirurgi', en: 'Hand surgery', group: 'base' },
  { code: 'kirurgi', sv: 'Kirurgi', en: 'Surgery', group: 'base' },
  { code: 'karlkirurgi', sv: 'Kärlkirurgi', en: 'Vascular surgery', group: 'base' },
  {
    code: 'obstetrik-och-gynekologi',
    sv: 'Obstetrik och gynekologi',
    en: 'Obstetrics and gynaecology',
    group: 'base',
  },
  { code: 'ortopedi', sv: 'Ortopedi', en: 'Orthopaedics', group: 'base' },
  { code: 'plastikkirurgi', sv: 'Plastikkirurgi', en: 'Plastic surgery', group: 'base' },
  { code: 'thoraxkirurgi', sv: 'Thoraxkirurgi', en: 'Cardiothoracic surgery', group: 'base' },
  { code: 'urologi', sv: 'Urologi', en: 'Urology', group: 'base' },
  { code: 'ogonsjukdomar', sv: 'Ögonsjukdomar', en: 'Ophthalmology', group: 'base' },
  {
    code: 'oron-nas-och-halssjukdomar',
    sv: 'Öron-, näs- och halssjukdomar',
    en: 'Otorhinolaryngology',
    group: 'base',
  },
  {
    code: 'klinisk-immunologi-och-transfusionsmedicin',
    sv: 'Klinisk immunologi och transfusionsmedicin',
    en: 'Clinical immunology and transfusion medicine',
    group: 'base',
  },
  { code: 'klinisk-kemi', sv: 'Klinisk kemi', en: 'Clinical chemistry', group: 'base' },
  { code: 'klinisk-mikrobiologi', sv: 'Klinisk mikrobiologi', en: 'Clinical microbiology', group: 'base' },
  { code: 'klinisk-patologi', sv: 'Klinisk patologi', en: 'Clinical pathology', group: 'base' },
  {
    code: 'klinisk-neurofysiologi',
    sv: 'Klinisk neurofysiologi',
    en: 'Clinical neurophysiology',
    group: 'base',
  },
  { code: 'neurokirurgi', sv: 'Neurokirurgi', en: 'Neurosurgery', group: 'base' },
  { code: 'neurologi', sv: 'Neurologi', en: 'Neurology', group: 'base' },
  {
    code: 'rehabiliteringsmedicin',
    sv: 'Rehabiliteringsmedicin',
    en: 'Rehabilitation medicine',
    group: 'base',
  },
  {
    code: 'barn-och-ungdomspsykiatri',
    sv: 'Barn- och ungdomspsykiatri',
    en: 'Child and adolescent psychiatry',
    group: 'base',
  },
  { code: 'psykiatri', sv: 'Psykiatri', en: 'Psychiatry', group: 'base' },
  { code: 'rattspsykiatri', sv: 'Rättspsykiatri', en: 'Forensic psychiatry', group: 'base' },
  {
    code: 'barn-och-ungdomsallergologi',
    sv: 'Barn- och ungdomsallergologi',
    en: 'Paediatric allergology',
    group: 'branch',
  },
  {
    code: 'barn-och-ungdomshematologi-och-onkologi',
    sv: 'Barn- och ungdomshematologi och onkologi',
    en: 'Paediatric haematology and oncology',
    group: 'branch',
  },
  {
    code: 'barn-och-ungdomskardiologi',
    sv: 'Barn- och ungdomskardiologi',
    en: 'Paediatric cardiology',
    group: 'branch',
  },
  {
    code: 'barn-och-ungdomsneurologi-med-habilitering',
    sv: 'Barn- och ungdomsneurologi med habilitering',
    en: 'Paediatric neurology and habilitation',
    group: 'branch',
  },
  { code: 'neonatologi', sv: 'Neonatologi', en: 'Neonatology', group: 'branch' },
  { code: 'neuroradiologi', sv: 'Neuroradiologi', en: 'Neuroradiology', group: 'branch' },
  {
    code: 'horsel-och-balansrubbningar',
    sv: 'Hörsel- och balansrubbningar',
    en: 'Audiological medicine',
    group: 'branch',
  },
  { code: 'rost-och-talrubbningar', sv: 'Röst- och talrubbningar', en: 'Phoniatrics', group: 'branch' },
  { code: 'allergologi', sv: 'Allergologi', en: 'Allergology', group: 'additional' },
  { code: 'arbetsmedicin', sv: 'Arbetsmedicin', en: 'Occupational medicine', group: 'additional' },
  { code: 'beroendemedicin', sv: 'Beroendemedicin', en: 'Addiction medicine', group: 'additional' },
  {
    code: 'gynekologisk-onkologi',
    sv: 'Gynekologisk onkologi',
    en: 'Gynaecological oncology',
    group: 'additional',
  },
  { code: 'nuklearmedicin', sv: 'Nuklearmedicin', en: 'Nuclear medicine', group: 'additional' },
  { code: 'palliativ-medicin', sv: 'Palliativ medicin', en: 'Palliative medicine', group: 'additional' },
  { code: 'skolhalsovard', sv: 'Skolhälsovård', en: 'School health', group: 'additional' },
  { code: 'smartlindring', sv: 'Smärtlindring', en: 'Pain management', group: 'additional' },
  { code: 'vardhygien', sv: 'Vårdhygien', en: 'Infection prevention and control', group: 'additional' },
  { code: 'aldrepsykiatri', sv: 'Äldrepsykiatri', en: 'Old age psychiatry', group: 'additional' },
] as const satisfies readonly Specialty[];

export type SpecialtyCode = (typeof specialties)[number]['code'];

const codes: ReadonlySet<string> = new Set(specialties.map((specialty) => specialty.code));

/** Whether `text` is the code of a specialty in the list, exactly as written there. */
export function isSpecialtyCode(text: string): text is SpecialtyCode {
  return codes.has(text);
}

const byCode = new Map<string, Specialty>(specialties.map((specialty) => [specialty.code, specialty]));

/** The specialty of a code that came from the database; null for none and for a code no longer known. */
export function findSpecialty(code: string | null): Specialty | null {
  return code === null ? null : (byCode.get(code) ?? null);
}
