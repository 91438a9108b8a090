/** A line as a doctor types it, and what every reader must see of it. */
export interface ClinicalLine {
  readonly typed: string;
  /** Left out: the very same signs. */
  readonly shown?: string;
}

const same = (...lines: string[]): ClinicalLine[] => lines.map((typed) => ({ typed }));

/** Swedish, English and Finnish. Each is a line of its own in a text. */
export const clinicalLines: readonly ClinicalLine[] = [
  // Less and more than.
  ...same(
    'Hb <LLN och ferritin >ULN',
    'Krea<100, GFR>60 <b>och stabilt</b>',
    'K+ <3,5 och Na+ >145, <img src=x> i texten',
    'CRP <5 <!-- inte svarat --> SR 12',
    'Platelets <50 and INR >1.5 before LP',
    'Trombosyytit <100 ja Hb >120, ei <script> vaan teksti',
    '>65 år och hjärtsvikt',
    '>90 mmHg systoliskt',
    '> 65 år, lös diagnos',
    '> 90 mmHg systolic after 1 L',
    '> ULN x 3 vid två tillfällen',
    '>=3 av 5 kriterier',
    '≥ 2 av 4, <= 38,0',
    'Paino > 100 kg, ikä < 40 v',
    'ALAT > 3 x yläraja',
    'CHA2DS2-VASc >= 2 -> DOAK, HAS-BLED <3',
    '>> svårare än i går <<',
  ),
  // Times, between and under.
  ...same(
    'Alvedon 1*4 och Ipren 1*3',
    'Kåvepenin 1g*3 i 7*1 dagar, sedan 500mg*2',
    'Alvedon 500 mg *4, Ipren 400 mg *3',
    'Paracetamol 1 g * 4, ibuprofen 400 mg * 3',
    'Parasetamoli 1 g *3 ja ibuprofeeni 400 mg *2',
    '2 * 3 * 4 = 24',
    'Tumör 3*4*5 cm, lymfkörtel 2*2*1 cm',
    'HLA-B*27 positiv, HLA-A*02:01 negativ',
    'CYP2C19 *2/*17, CYP2D6 *4/*4',
    'Hb 102*, CRP 45*, LPK 12*',
    '*) fastande värde, **) ej fastande',
    'p<0,05* jämfört med p<0,01**',
    '0,3~0,5 mg, sedan 1~2 mg',
    'Ca ~3 dagar, ~~5 dagar~ eller så',
    'pO2_art 8,1 och pCO2_art 6,2',
    'a_b_c och sample_id_17',
    'Namn: ____ datum: ____',
    'Ligger på \\\\server\\_gemensam\\rutiner',
    '5^3 celler/µl, 10^9/l',
    'Längd 5` 10`` enligt journal',
  ),
  // A plus, a minus and a number at the start.
  ...same(
    '+ 38,5',
    '+ hosta, - feber',
    '- feber, + hosta',
    '- 2 mmol/l i base excess',
    '-2 mmol/l',
    '- 5 kg på en månad',
    '+ 3 D OD, -1,5 D OS',
    '* 4 dagligen vid behov',
    '1. Furix 40 mg 1*2',
    '5. Waran enligt PK(INR) 2,0-3,0',
    '3. maj försämring, 4. maj IVA',
    '3. toukokuuta kuume, 4. toukokuuta parempi',
    '1000. mg är en felskrivning',
    '2) EKG utan ischemi',
    '- kuume, + yskä',
    '- SOB, - CP, + palpitations',
  ),
  // Fractures, boxes, lines, bars and references.
  ...same(
    '#3 femur, #NOF sin',
    '# collum femoris dx',
    '#metacarpal V after a fall #',
    '-----',
    '***',
    '_____',
    '=====',
    '| Hb 102 | CRP 45 |',
    'Hb | CRP | SR',
    '[1] Läkemedelsboken [2] FASS',
    '[1]: se ovan',
    '[^1]: enligt ESC 2023',
    'Ref [3](4) och ![bild](5) <10 mm',
    '[PM](intern sida) och (VAS 3)[x]',
    'Tröskel &lt;5 och &amp; inget mer',
    'Kruka A\\B, ratio 3\\4, 5 \\ 6',
    'Se https://www.fass.se/LIF/product?a=1_2_3*4 och www.janusinfo.se.',
    'Sökare 1234 @ avd 4, 08-16 vardagar',
    '$5 + $6, 50 % av 200 %',
    '~~~',
    '```inte kod```x',
    '    indragen rad: Hb 98',
    '„Citat” – och ”citat”, 5–10 mg',
    '- [ ] EKG taget',
    '- [x] troponin taget',
    'T < 36 °C & HR > 90 | RR > 20',
    'HbA1c 52 mmol/mol (ref. <42) [H]',
    'BE −3,5; AG = Na − (Cl + HCO3)',
    'RR 120/80, 110/70*, SpO2 93%* (luft)',
    'Dx: {I21.4} / <ICD-10>',
    'Svar c/o avd 4 #12 ~kl 15',
  ),
  // What is a mark, and goes.
  { typed: '**Viktigt:** ge *inte* Waran', shown: 'Viktigt: ge inte Waran' },
  { typed: '**40 mg** Furix och **Hb <70** ger blod', shown: '40 mg Furix och Hb <70 ger blod' },
  { typed: 'Mutation i *BRCA1* och _H. pylori_ odlas', shown: 'Mutation i BRCA1 och H. pylori odlas' },
  { typed: 'Se [PM om sepsis](https://example.org/pm_1_2)', shown: 'Se PM om sepsis' },
  { typed: '## Frågeställning: Hb <LLN?', shown: 'Frågeställning: Hb <LLN?' },
  { typed: 'Skriv \\*inte kursivt\\* här', shown: 'Skriv *inte kursivt* här' },
  { typed: 'Svaret var `Na 1*2 <3` i klartext', shown: 'Svaret var Na 1*2 <3 i klartext' },
  { typed: '~~Waran~~ Eliquis 5 mg 1*2', shown: 'Waran Eliquis 5 mg 1*2' },
];

export const shownOf = ({ typed, shown }: ClinicalLine): string => shown ?? typed;
