import { createHash, randomInt } from 'node:crypto';
import {
  type CoveredTrace,
  coverByCrowd,
  coverByHour,
  coverByPseudonym,
  dayMs,
  type FinishedTrace,
  hourMs,
  startOf,
} from './trace.ts';

/** What is kept at most. Of what comes beyond it a fair sample stays, and each trace says for how many it stands. */
export const holdLimits = {
  /** Traces of one kind (route and operation, in a crowd also what was done below it) and period. */
  perKind: 100,
  kinds: 600,
  underPseudonym: 5000,
  /** A crowd: fewer of one kind and day never leave. */
  crowd: 10,
  /** Periods are let go at a random moment of this time after their end. */
  lateByMs: 600_000,
} as const;

/** Traces of one kind and period: each that came has the same chance to be among those kept. */
interface Sample {
  seen: number;
  kept: FinishedTrace[];
}

interface Period {
  start: number;
  /** Not before this moment. */
  due: number;
  samples: Map<string, Sample>;
}

/** A trace that bears a pseudonym once its day is over, if its owner still agrees then. */
interface Hers {
  day: number;
  due: number;
  trace: FinishedTrace;
}

/**
 * Holds what is over until the hour or the day is over, too, so that neither the time in a trace nor the time of its
 * arrival tells when it was. In memory alone: what a process that dies had held is lost.
 */
export class HeldTraces {
  readonly #hours = new Map<number, Period>();
  readonly #days = new Map<number, Period>();
  #underPseudonym: Hers[] = [];
  #dropped = 0;

  add(trace: FinishedTrace, now: Date): void {
    const crowd = trace.cover.kind === 'crowd';
    const period = crowd ? this.#period(this.#days, now, dayMs) : this.#period(this.#hours, now, hourMs);
    const kind = crowd ? `${kindOf(trace)} ${structureOf(trace)}` : kindOf(trace);
    let sample = period.samples.get(kind);
    if (!sample) {
      if (period.samples.size >= holdLimits.kinds) {
        this.#dropped += 1;
        return;
      }
      sample = { seen: 0, kept: [] };
      period.samples.set(kind, sample);
    }
    sample.seen += 1;
    if (sample.kept.length < holdLimits.perKind) sample.kept.push(trace);
    else {
      const place = randomInt(sample.seen);
      if (place < holdLimits.perKind) sample.kept[place] = trace;
    }
  }

  /** Takes out what is due, in random order. @throws nothing: who cannot be asked for a pseudonym has none. */
  async release(now: Date): Promise<CoveredTrace[]> {
    const out: CoveredTrace[] = [];
    for (const hour of takeDue(this.#hours, now)) {
      for (const { seen, kept } of hour.samples.values()) {
        for (const trace of kept) out.push(...(await this.#coverHour(trace, hour.start, seen, kept.length)));
      }
    }
    for (const day of takeDue(this.#days, now)) out.push(...crowdsOf(day));
    const due = this.#underPseudonym.filter((held) => held.due <= now.getTime());
    this.#underPseudonym = this.#underPseudonym.filter((held) => held.due > now.getTime());
    for (const { day, trace } of due) {
      // Who has withdrawn meanwhile: nothing of it leaves.
      const pseudonym = await pseudonymOf(trace);
      if (pseudonym) out.push(coverByPseudonym(trace, day, pseudonym));
    }
    return shuffle(out);
  }

  /**
   * What may leave before its time, for a process that ends: nobody is asked for a pseudonym, and what has one stays
   * behind, since it would tell who was there on this part of the day.
   */
  releaseEarly(): CoveredTrace[] {
    const out: CoveredTrace[] = [];
    for (const hour of this.#hours.values()) {
      for (const { seen, kept } of hour.samples.values()) {
        out.push(...kept.map((trace) => coverByHour(trace, hour.start, rate(seen, kept.length))));
      }
    }
    for (const day of this.#days.values()) out.push(...crowdsOf(day));
    this.#dropped += this.#underPseudonym.length;
    this.#hours.clear();
    this.#days.clear();
    this.#underPseudonym = [];
    return shuffle(out);
  }

  /** How many were dropped for want of room since this was asked last. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  async #coverHour(trace: FinishedTrace, hour: number, seen: number, kept: number): Promise<CoveredTrace[]> {
    if ((await pseudonymOf(trace)) === null) return [coverByHour(trace, hour, rate(seen, kept))];
    if (this.#underPseudonym.length >= holdLimits.underPseudonym) {
      this.#dropped += 1;
      return [];
    }
    const day = startOf(new Date(hour), dayMs);
    const due = day + dayMs + randomInt(holdLimits.lateByMs);
    this.#underPseudonym.push({ day, due, trace });
    return [];
  }

  #period(periods: Map<number, Period>, now: Date, length: number): Period {
    const start = startOf(now, length);
    let period = periods.get(start);
    if (!period) {
      period = { start, due: start + length + randomInt(holdLimits.lateByMs), samples: new Map() };
      periods.set(start, period);
    }
    return period;
  }
}

async function pseudonymOf({ cover }: FinishedTrace): Promise<string | null> {
  if (cover.kind !== 'hour' || !cover.pseudonym) return null;
  return cover.pseudonym().catch(() => null);
}

function takeDue(periods: Map<number, Period>, now: Date): Period[] {
  const due = [...periods.values()].filter((period) => period.due <= now.getTime());
  for (const { start } of due) periods.delete(start);
  return due;
}

function crowdsOf(day: Period): CoveredTrace[] {
  return [...day.samples.values()]
    .filter(({ seen }) => seen >= holdLimits.crowd)
    .flatMap(({ seen, kept }) =>
      kept.map((trace) => coverByCrowd(trace, day.start, rate(seen, kept.length))),
    );
}

const rate = (seen: number, kept: number) => Math.max(1, Math.round(seen / kept));

function kindOf({ attributes, failed }: FinishedTrace): string {
  return JSON.stringify([Object.entries(attributes).sort(), failed]);
}

/** What was done below it: a path that few take is a kind of its own. */
function structureOf({ spans }: FinishedTrace): string {
  const steps = spans.map(({ attributes, failed }) => JSON.stringify([attributes, failed])).sort();
  return createHash('sha256').update(steps.join('\n')).digest('base64url');
}

function shuffle<Item>(items: Item[]): Item[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [items[at], items[other]] = [items[other] as Item, items[at] as Item];
  }
  return items;
}
