import { networksOf } from '../access/networks.ts';
import type { PhysicianId } from '../platform/ids.ts';

/** The pages of one member send two at a time. */
const mostOfOne = 3;
/** A hospital's members come from one address. */
const mostOfNetwork = 60;
const mostInAll = 300;

/** Counts the uploads that this process is receiving, so that nobody holds it open with many. Forgets whose they were. */
export class OpenUploads {
  readonly #open = new Map<string, number>();

  /** @returns what ends it; null where one more is too many. */
  begin(member: PhysicianId, client: string): (() => void) | null {
    const counted = [
      { name: `member ${member}`, most: mostOfOne },
      { name: `network ${networksOf(client)[0]}`, most: mostOfNetwork },
      { name: 'all', most: mostInAll },
    ];
    if (counted.some(({ name, most }) => (this.#open.get(name) ?? 0) >= most)) return null;
    for (const { name } of counted) this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    return () => {
      for (const { name } of counted) {
        const left = (this.#open.get(name) ?? 1) - 1;
        if (left > 0) this.#open.set(name, left);
        else this.#open.delete(name);
      }
    };
  }
}
