import type { HostileText } from './hostile-text.ts';

/** The worst strings known, for every field that takes text. Data only: tests decide what each field does with them. */
/** Nothing of these can be seen: they are refused as empty wherever something must be written. */
export const invisibleStrings: HostileText[] = [
  ...Object.entries({
    'zero width space': '\u200b',
    'zero width joiner': '\u200d',
    'left-to-right mark': '\u200e',
    'soft hyphen': '\u00ad',
    'byte order mark': '\ufeff',
    'word joiner': '\u2060',
    'combining grapheme joiner': '\u034f',
    'Arabic letter mark': '\u061c',
    'Mongolian vowel separator': '\u180e',
    'Hangul choseong filler': '\u115f',
    'Hangul filler': '\u3164',
    'halfwidth Hangul filler': '\uffa0',
    'Braille blank': '\u2800',
    'musical null notehead': '\u{1d159}',
    'letter of a tag': '\u{e0061}',
    'variation selector 16': '\ufe0f',
    'variation selector 100': '\u{e0153}',
    'combining acute': '\u0301',
    'enclosing circle': '\u20dd',
    'isolate of a direction': '\u2066',
    'ideographic space': '\u3000',
    'no-break space': '\u00a0',
    'next line': '\u0085',
    NUL: '\0',
    escape: '\u001b',
    'line separator': '\u2028',
    'vowel sign without its letter': '\u093e',
  }).map(([name, sign]) => ({ name, text: sign.repeat(40) })),
  {
    name: 'invisible characters in turn',
    text: '\u200b\u2800 \u3164\u00ad\u200e\n\u{e0061}\u0301'.repeat(10),
  },
];

/** They show a text in another order than it is stored in. */
export const turningStrings: HostileText[] = [
  { name: 'right-to-left override', text: 'Ge \u202e05 gm\u202c morfin subkutant, sedan ny kontroll' },
  { name: 'left-to-right override', text: 'Ge \u202d50 mg\u202c morfin subkutant, sedan ny kontroll' },
  { name: 'override that nothing closes', text: 'Morfin till natten \u202egm 05 ,gnagne' },
];
/** Phones and chat programs put them around names and numbers; in a line they are refused, in a body left out. */
export const embeddingStrings: HostileText[] = [
  { name: 'isolate around a number', text: 'Ge \u20665 mg\u2069 morfin subkutant, sedan ny kontroll' },
  {
    name: 'isolates that swap two runs',
    text: 'Först \u2067\u2066 5 mg\u2069 \u206650 mg\u2069\u2069 morfin',
  },
  { name: 'embedding around a telephone', text: 'Ring avdelningen på \u202a1234\u202c före rond' },
];

/** Line breaks of other systems: "5" and "10" on two lines must never be "510" on one. */
export const lineBreakStrings: HostileText[] = Object.entries({
  'vertical tab': '\u000b',
  'form feed': '\u000c',
  'next line': '\u0085',
  'line separator': '\u2028',
  'paragraph separator': '\u2029',
  'carriage return': '\r',
  'carriage return and line feed': '\r\n',
}).map(([name, sign]) => ({ name, text: `CRP i går 5${sign}10 mg i dag, vad tror ni?` }));

export const controlStrings: HostileText[] = Array.from({ length: 0xa0 }, (_, code) => code)
  .filter((code) => (code < 0x20 || code > 0x7e) && ![9, 10, 11, 12, 13, 0x85].includes(code))
  .map((code) => ({
    name: `control character ${code.toString(16).padStart(2, '0')}`,
    text: `CRP i går 5${String.fromCharCode(code)}10 mg i dag, vad tror ni?`,
  }));

/** Unreadable, or dear to whoever normalises or draws them. */
export const heapedStrings: HostileText[] = [
  { name: 'twelve accents on a letter', text: `Vad tror ni om provet a${'\u0301'.repeat(12)} här?` },
  { name: 'accents that joiners part', text: `Vad tror ni om provet a${'\u0301\u200d'.repeat(40)} här?` },
  {
    name: 'accents in an order that sorting mends',
    text: `Provsvar a${'\u0301\u0323'.repeat(30_000)} bör förklaras`,
  },
  {
    name: 'a text hidden in variation selectors',
    text: `Vad tror ni om provet 🩸${'\u{e0110}'.repeat(60)} här?`,
  },
];

/** Cannot be stored, or not as they are. */
export const malformedStrings: HostileText[] = [
  { name: 'half a surrogate pair', text: 'Provsvaret är \ud83e oklart, vad tror ni?' },
  { name: 'the other half', text: 'Provsvaret är \udd14 oklart, vad tror ni?' },
  { name: 'a noncharacter', text: 'Provsvaret är \uffff oklart, vad tror ni?' },
  { name: 'NUL in a word', text: 'Prov\0svaret är oklart, vad tror ni?' },
  { name: 'NUL at the end', text: 'Provsvaret är oklart, vad tror ni?\0' },
  { name: 'NUL as PostgreSQL writes it', text: 'Provsvaret är \\u0000 oklart, vad tror ni?' },
];

/** Long, and slow for whoever looks at each place twice. */
export const longStrings: HostileText[] = [
  { name: '150,000 blanks and a letter', text: `${' '.repeat(150_000)}x` },
  { name: '60,000 line breaks', text: '\r\n'.repeat(60_000) },
  { name: '20,000 letters without a blank', text: 'x'.repeat(20_000) },
  {
    name: 'a flag and 20,000 letters of tags',
    text: `Vad tror ni om det här? \u{1f3f4}${'\u{e0061}'.repeat(20_000)}`,
  },
  { name: '18 letters from each sign under NFKC', text: '\ufdfa'.repeat(20_000) },
  { name: '5,000 families', text: '👨‍👩‍👧'.repeat(2_500) },
  { name: '20,000 openings of a direction', text: `${'\u2067'.repeat(20_000)} vad tror ni om det här?` },
];

/** Must be stored and shown as they are: a rule that breaks one of them is wrong. */
export const honestStrings: HostileText[] = [
  { name: 'Persian with zero width non-joiners', text: 'بیمار می‌گوید که درد دارد و نمی‌تواند بخوابد' },
  { name: 'Arabic with a drug in Latin letters', text: 'المريض يتناول Metformin 500 mg مرتين يوميا' },
  { name: 'Hebrew with vowel points', text: 'שָׁלוֹם, לַחוֹלֶה יֵשׁ חֹם 39.5 מַעֲלוֹת' },
  { name: 'Hindi', text: 'रोगी को क्षय रोग का संदेह है, क्या करें?' },
  { name: 'Sinhala with joiners', text: 'රෝගියාට ශ්‍රී ලංකාවේ උණ ඇත, කුමක් කළ යුතුද?' },
  { name: 'Thai', text: 'ผู้ป่วยมีไข้สูงและไอเป็นเลือด ควรทำอย่างไร' },
  { name: 'Vietnamese', text: 'Bệnh nhân sốt cao và ho ra máu, nên làm gì?' },
  {
    name: 'emoji of several',
    text: 'Tack för svaren 👩🏽‍⚕️👨‍👩‍👧 och 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  },
  { name: 'units and signs', text: 'Hb 92 g/l ↓, p < 0,05, 37,5 °C, ±2 µg, ½ tabl × 3, β-blockad' },
  { name: 'phonetic signs', text: 'Patienten säger [ˈhɛ̃ːt̪ʰ] med tydlig nasalering' },
];

/** Names of people: each must be accepted. */
export const honestNames: string[] = [
  'Li',
  'Ng',
  'Bo Ek',
  'Anne-Marie Sjö',
  "Siobhán O'Neill",
  'Þórður Æsir',
  'Zoë Ødegård',
  'Łukasz Śliż',
  '李明',
  'محمد علی‌زاده',
  'Nguyễn Thị Ánh',
  'श्री राम',
  'Đỗ',
  'Åsa D’Öst',
];

export const hostileStrings: HostileText[] = [
  ...invisibleStrings,
  ...turningStrings,
  ...embeddingStrings,
  ...lineBreakStrings,
  ...controlStrings,
  ...heapedStrings,
  ...malformedStrings,
  ...longStrings,
];
