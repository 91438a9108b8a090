import { randomInt } from 'node:crypto';
import { drawPublication, windowOf } from '../../api/hold-back/policy.ts';
import { slotOf, tickOf } from '../../api/hold-back/ticks.ts';
import type { HoldBack } from '../../api/hold-back/types.ts';
import { generateKeyring, parseKeyring } from '../../api/identity/crypto/keyring.ts';

const keyring = parseKeyring(generateKeyring());
const minuteInMs = 60_000;
const pollInMs = 250;
export const physicians = 40;
const anonymousPosts = 200;

/** How a forum is used: how many write at the same time, how long each act takes them, what they choose. */
export interface Habits {
  readonly writing: number;
  /** Minutes from one post to the next of those who write one after the other. */
  readonly apart: readonly [number, number];
  /** Minutes between one member's visit and the next one's. */
  readonly pause: readonly [number, number];
  readonly anonymous: HoldBack | null;
  readonly named: HoldBack | null;
}

/** A post as it appeared in the list; `who` is seen only of what bears a name. */
interface Appeared {
  readonly who: number;
  readonly at: number;
}

interface Forum {
  readonly named: readonly Appeared[];
  readonly anonymous: readonly Appeared[];
}

/** When what is written at a moment appears, by the policy of the service. */
export function appearsAt(written: number, face: { anonymous: boolean; holdBack: HoldBack | null }): number {
  const window = windowOf(face);
  if (!window) return written;
  return tickOf(keyring, slotOf(drawPublication(keyring, new Date(written), window)));
}

/**
 * The worst habit there is for her: whoever visits writes one post anonymously and one under her name, in drawn order.
 * Members come one after the other, in as many rows as write at the same time.
 */
export function simulate({ writing, apart, pause, anonymous, named }: Habits): Forum {
  const forum = { named: [] as Appeared[], anonymous: [] as Appeared[] };
  const start = Date.UTC(2026, 10, 21, randomInt(24));
  const rows = Array.from({ length: writing }, () => ({ at: start + minutes([0, 5]), who: -1 }));
  for (let visit = 0; visit < anonymousPosts; visit += 1) {
    const row = rows.reduce((first, other) => (other.at < first.at ? other : first));
    const busy = new Set(rows.map(({ who }) => who));
    do row.who = randomInt(physicians);
    while (busy.has(row.who));
    for (const anonymously of randomInt(2) === 0 ? [true, false] : [false, true]) {
      row.at += minutes(apart);
      const face = { anonymous: anonymously, holdBack: anonymously ? anonymous : named };
      const seen = Math.ceil(appearsAt(row.at, face) / pollInMs) * pollInMs;
      forum[anonymously ? 'anonymous' : 'named'].push({ who: row.who, at: seen });
    }
    row.at += minutes(pause);
  }
  return forum;
}

const minutes = ([least, most]: readonly [number, number]): number =>
  (least + (most - least) * Math.random()) * minuteInMs;

/** The part of the anonymous posts whose author somebody names who takes whoever wrote under a name nearest in time. */
export function nearest({ named, anonymous }: Forum): number {
  const right = anonymous.filter(({ who, at }) => {
    const distance = (post: Appeared) => Math.abs(post.at - at);
    return named.reduce((best, post) => (distance(post) < distance(best) ? post : best)).who === who;
  });
  return right.length / anonymous.length;
}

/** How much likelier a named post makes its author that of an anonymous one, by the time between the two. */
type Weights = (apart: number) => number;

/** Somebody who knows the policy and the habits: as if from many other forums in which she was told who wrote what. */
export function learn(habits: Habits, bin: number, forums: number): Weights {
  const all = new Map<number, number>();
  const own = new Map<number, number>();
  for (let round = 0; round < forums; round += 1) {
    const { named, anonymous } = simulate(habits);
    for (const post of anonymous) {
      for (const other of named) {
        const slot = Math.round((other.at - post.at) / bin);
        all.set(slot, (all.get(slot) ?? 0) + 1);
        if (other.who === post.who) own.set(slot, (own.get(slot) ?? 0) + 1);
      }
    }
  }
  return (apart) => {
    const slot = Math.round(apart / bin);
    // As many again at chance, so that what was seen seldom says little.
    const prior = 20;
    const likely = ((own.get(slot) ?? 0) + prior / physicians) / ((all.get(slot) ?? 0) + prior);
    return Math.log(likely * physicians);
  };
}

/** The same, for somebody who weighs all named posts by what she has learned. */
export function weighed({ named, anonymous }: Forum, weights: Weights): number {
  const right = anonymous.filter(({ who, at }) => {
    const votes = new Map<number, number>();
    for (const post of named) votes.set(post.who, (votes.get(post.who) ?? 0) + weights(post.at - at));
    const [best] = [...votes].reduce((first, other) => (other[1] > first[1] ? other : first));
    return best === who;
  });
  return right.length / anonymous.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
