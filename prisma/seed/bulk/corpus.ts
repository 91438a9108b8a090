import medquad from './medquad.json' with { type: 'json' };
import {
  citations,
  findings,
  opinions,
  presentations,
  questions,
  slots,
  sources,
  titles,
} from './phrases.ts';

/** A generator of numbers in [0, 1); everything here is a function of the numbers it gives. */
export type Rng = () => number;

const slotValues: Readonly<Record<string, readonly string[]>> = slots;

function pick<Item>(rng: Rng, items: readonly Item[]): Item {
  const item = items[Math.floor(rng() * items.length)];
  if (item === undefined)
    throw new RangeError('the generator must give numbers in [0, 1), and the list must not be empty');
  return item;
}

/** Up to `count` different items, in random order. */
function pickSome<Item>(rng: Rng, items: readonly Item[], count: number): Item[] {
  const left = [...items];
  const chosen: Item[] = [];
  while (chosen.length < count && left.length > 0) {
    const at = Math.floor(rng() * left.length);
    chosen.push(...left.splice(at, 1));
  }
  return chosen;
}

function between(rng: Rng, least: number, most: number): number {
  return least + Math.floor(rng() * (most - least + 1));
}

/**
 * A function that fills the slots of phrases about `topic` and gives them a capital letter. Within one text a slot
 * repeats no value before it has used them all.
 */
function storyteller(rng: Rng, topic: string): (phrase: string) => string {
  const decks = new Map<string, readonly string[]>();
  const draw = (name: string): string => {
    const values = slotValues[name];
    if (values === undefined) throw new Error(`no slot is called ${name}`);
    const left = decks.get(name) ?? [];
    const deck = left.length > 0 ? left : values;
    const value = pick(rng, deck);
    decks.set(
      name,
      deck.filter((other) => other !== value),
    );
    return value;
  };
  return (phrase) => {
    const text = phrase.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
      name === 'ämne' ? topic : draw(name),
    );
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
}

/** The beginning of `text`, one to `most` whole sentences of it. */
function excerpt(rng: Rng, text: string, most: number): string {
  const sentences = text.split(/(?<=[.!?])\s+(?=[A-Z])/);
  return sentences.slice(0, between(rng, 1, most)).join(' ');
}

/**
 * A consultation for load and search: Swedish case sentences, in half of them followed by an English excerpt as a
 * Markdown quotation. Deterministic given `rng`. Title at most 160 characters, body 100 to 2,500.
 */
export function bulkText(rng: Rng): { title: string; body: string } {
  const { focus, answer } = pick(rng, medquad);
  const say = storyteller(rng, focus);
  const story = [pick(rng, presentations), ...pickSome(rng, findings, between(rng, 2, 4))].map(say).join(' ');
  const asked = pickSome(rng, questions, between(rng, 1, 2))
    .map(say)
    .join(' ');
  const reading = rng() < 0.5 ? [say(pick(rng, sources)), `> ${excerpt(rng, answer, 8)}`] : [];
  return { title: say(pick(rng, titles)), body: [story, ...reading, asked].join('\n\n') };
}

/**
 * An answer for load and search: two to four Swedish opinions, in a third of them with an English excerpt.
 * Deterministic given `rng`. Markdown, 40 to 2,000 characters.
 */
export function bulkAnswer(rng: Rng): string {
  const { focus, answer } = pick(rng, medquad);
  const say = storyteller(rng, focus);
  const opinion = pickSome(rng, opinions, between(rng, 2, 4))
    .map(say)
    .join(' ');
  const reading = rng() < 1 / 3 ? [say(pick(rng, citations)), `> ${excerpt(rng, answer, 5)}`] : [];
  return [opinion, ...reading].join('\n\n');
}
