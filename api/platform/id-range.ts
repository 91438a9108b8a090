/** Ids from one to another, both included. Random ids fall into every range of one width alike. */
export interface IdRange {
  readonly from: string;
  readonly to: string;
}

export const allIds: IdRange = {
  from: '00000000-0000-0000-0000-000000000000',
  to: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** How many ranges `rangeOfIds` knows. */
export const idRanges = 64;

/** One of 64 ranges of equal width. @param at 0 to 63. */
export function rangeOfIds(at: number): IdRange {
  const byte = (value: number) => value.toString(16).padStart(2, '0');
  return {
    from: `${byte(at * 4)}${allIds.from.slice(2)}`,
    to: `${byte(at * 4 + 3)}${allIds.to.slice(2)}`,
  };
}
