import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { easyWords } from './easy-words.ts';

/**
 * Guesses that a password must withstand, as the library estimates them: far beyond what the limits let anybody try, and
 * years of work for a thief of the hashes.
 */
const fewestGuesses = 1e10;

/** How much of it is looked at: the time grows faster than the length, and what is longer is strong by then. */
const longestScored = 32;

let scorer: Promise<ZxcvbnFactory> | undefined;

/** Reads the dictionaries: half a second of CPU, once in a process that needs them. The service does it before it opens its doors. */
export function readDictionaries(): Promise<ZxcvbnFactory> {
  scorer ??= openScorer();
  return scorer;
}

async function openScorer(): Promise<ZxcvbnFactory> {
  const [core, common, english, finnish] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-fi'),
  ]);
  const { 'lastnames-en': _rare, 'wikipedia-en': _common, ...ofEnglish } = english.dictionary;
  return new core.ZxcvbnFactory({
    dictionary: {
      ...common.dictionary,
      ...ofEnglish,
      ...finnish.dictionary,
      'easy-sv': [...easyWords],
    },
    graphs: common.adjacencyGraphs,
    // Its own search for letters written as digits takes seconds on "4@8({[<…" (measured: 5 s for 100 characters).
    l33tTable: {},
    l33tMaxSubstitutions: 0,
    maxLength: longestScored,
  });
}

/** As Swedes and Finns write theirs: every colleague who treats its owner can read it. */
const personalNumber = /^(19|20)?\d\d(0\d|1[0-2])[0-9]\d[-+A ]?\d{3}[\dA-Z]$/i;

const written: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
};

/**
 * Why a password is easily guessed; null when it is not. Asks for no kinds of characters: a long sentence and a generated
 * password pass. Takes some 20 ms of CPU, whatever is given.
 * @param own words that stand close to its owner: name, e-mail address, licence number.
 */
export async function weaknessOf(password: string, own: readonly string[]): Promise<RefusalCode | null> {
  const text = [...password.normalize('NFC')].slice(0, longestScored).join('');
  const plain = [...text].map((sign) => written[sign] ?? sign).join('');
  if (personalNumber.test(text)) return 'PASSWORD_PERSONAL';
  const words = wordsOf(own);
  const scorer = await readDictionaries();
  const results = (plain === text ? [text] : [text, plain]).map((form) => scorer.check(form, words));
  const weakest = results.reduce((one, other) => (other.guesses < one.guesses ? other : one));
  if (weakest.guesses >= fewestGuesses) return null;
  const names = weakest.sequence.map((part) => ('dictionaryName' in part ? part.dictionaryName : ''));
  if (names.includes('userInputs')) return 'PASSWORD_PERSONAL';
  return names.some(Boolean) ? 'PASSWORD_COMMON' : 'PASSWORD_PATTERN';
}

/** Whole and in parts, lower case, as the library compares them; a part of two letters says nothing. */
function wordsOf(own: readonly string[]): string[] {
  const parts = own.flatMap((text) => {
    const lower = text.normalize('NFC').toLowerCase().slice(0, 254);
    return [lower, lower.split('@')[0] ?? '', ...lower.split(/[^\p{L}\p{N}]+/u), lower.replace(/\s+/gu, '')];
  });
  return [...new Set(parts)].filter((part) => part.length >= 3).slice(0, 40);
}
