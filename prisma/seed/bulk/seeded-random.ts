/**
 * A small deterministic generator of numbers in [0, 1): xorshift with 32 bits (Marsaglia, "Xorshift RNGs", 2003).
 * Equal seeds give equal sequences on every machine. For demo and load data only, never for anything secret.
 */
export function seededRandom(seed: number): () => number {
  // Zero is the one state that xorshift never leaves.
  let state = seed >>> 0 || 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
}
