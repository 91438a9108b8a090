/**
 * The ways in which anonymous authors have been given away elsewhere, by their numbers in our list. Each has a test
 * whose title bears the number, or a reason why it cannot apply as the product stands.
 */
export interface Attack {
  readonly title: string;
  /** Why no test is possible; null: the tests that bear its number hold it. */
  readonly reason: string | null;
}

const tested = (title: string): Attack => ({ title, reason: null });
const cannotApply = (title: string, reason: string): Attack => ({ title, reason });

export const attacks: Readonly<Record<number, Attack>> = {
  1: tested('The author’s id beside the owner’s button'),
  2: tested('The owner of an anonymous post shut out of it'),
  3: tested('Raw rows in an answer or in the page'),
  4: tested('A message after a moderator’s edit names the author'),
  5: tested('Edit form or history names the author'),
  6: tested('A second endpoint or nested path without the rule'),
  7: tested('Feeds, exports, previews, sitemaps'),
  8: tested('Search or filter by author finds anonymous posts'),
  9: tested('A profile lists what was written anonymously'),
  10: tested('A counter or rank that anonymous writing moves'),
  11: tested('The asker’s mark on her later named answer'),
  12: tested('A directory that tells by listing or omitting'),
  13: tested('Ordered ids, row order, sequences'),
  14: tested('Sorting by the real author’s standing'),
  15: tested('A label of the profile that one member alone has'),
  16: tested('Headers and subject of a mail'),
  17: tested('The text of a notice inside the product'),
  18: tested('Mail that cannot be called back'),
  19: tested('The one in the thread who got no notification'),
  20: tested('Marks of reading or mailing that move after an anonymous act'),
  21: tested('Preview on a lock screen'),
  22: tested('Last seen beside the time of a post'),
  23: tested('Somebody is typing'),
  24: tested('Exact times anywhere'),
  25: tested('The only member awake'),
  26: tested('A broadcast when an account goes'),
  27: tested('Review that depends on the real author'),
  28: tested('Ban the alias, watch the accounts'),
  29: tested('A rare act in a log that others read'),
  30: tested('One post under two faces'),
  31: tested('A moderator and her own anonymous post'),
  32: tested('Anonymity switched off later opens old posts'),
  33: tested('Blocking and sanctions as a hint or an obstacle'),
  34: tested('The lookup request itself tells something'),
  35: tested('An administrator in a member’s shoes'),
  36: tested('A physician’s id in a path'),
  37: tested('Owner of a stored file'),
  38: tested('Metadata inside an image'),
  39: tested('Variants and copies that outlive deletion'),
  40: tested('A column, index or statistic that ties the two'),
  41: tested('Address or browser stored at both faces'),
  42: tested('A header with the member’s name or id'),
  43: tested('Deletion logged with a name'),
  44: tested('Names left in deleted posts'),
  45: tested('An id that joins posts after deletion'),
  46: tested('Drafts that cross accounts'),
  47: tested('A cache gives one member’s answer to another'),
  48: tested('Live updates that carry the actor'),
  49: tested('The browser’s cache after sign-out'),
  50: tested('Row order, transaction ids, WAL of neighbouring tables'),
  51: tested('What a crash report carries'),
  52: tested('Errors and logs'),
  53: tested('An analytics event with pseudonym and time'),
  54: tested('Trace and request ids that join act and session'),
  55: tested('Rate limits shared by both faces'),
  56: tested('Both faces vanish in one second'),
  57: tested('Time or size of an answer differs for the owner'),
  58: cannotApply('Style of writing', 'out of reach of software; the threat model says so'),
  59: tested('What is not shown, where everybody else must show something'),
  60: tested('Numbers of transactions that locks leave, in every table and catalogue'),
  61: tested('What a set of variants holds, and the time of GET'),
  62: tested('Polling for the moment at which a post appears'),
  63: tested('What is released on the full minute'),
  64: tested('What the browser itself keeps: history, forms, files of its storage'),
  65: tested('An erasure as an experiment'),
  67: tested('Samples of values in the planner’s statistics'),
  68: tested('Set, order and size of requests, face by face'),
  69: tested('Claims that stay the same between two copies'),
  71: tested('Size classes of what lies in the storage'),
  70: tested('The time at which a processor receives'),
  72: tested('The same picture under both faces'),
  73: tested('Times of folders'),
};

/** Suites outside tests/privacy that hold an attack: `npm run test:privacy` runs them too. */
export const suitesElsewhere = [
  'tests/unit/identity/archive-cipher.test.ts',
  'tests/unit/local-folder.test.ts',
  'tests/unit/web/draft-store.test.ts',
  'tests/unit/web/session-guard.test.ts',
  'tests/web/both-faces-on-the-line.test.ts',
  'tests/web/shared-computer.test.ts',
  'tests/flows/erasure.test.ts',
  'tests/flows/telemetry-delivery.test.ts',
  'tests/flows/images-taken-away.test.ts',
] as const;

/** The numbers in a title: "#24 exact times" or "#9 #10 no counter moves". */
export function attacksNamedIn(title: string): number[] {
  return [...title.matchAll(/#(\d+)\b/g)].map(([, number]) => Number(number));
}
