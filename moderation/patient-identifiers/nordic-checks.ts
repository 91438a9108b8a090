/** The check digits that no library at hand computes for every form of the number. */

/** Modulus 10 over ten digits (Skatteverket, SKV 704): personal and coordination numbers, an unknown month or day included. */
export function hasSwedishCheckDigit(ten: string): boolean {
  const sum = [...ten].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}

const weighted = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;

/** Modulus 31 over date and serial (Digital and Population Data Services Agency). Asked first, since it is cheap. */
export function hasFinnishCheckCharacter(id: string): boolean {
  const number = Number(id.slice(0, 6) + id.slice(7, 10));
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'[number % 31] === id[10];
}

/** Both of modulus 11, as in every Norwegian number until 2032, help numbers included. */
export function hasNorwegianCheckDigits(eleven: string): boolean {
  return (
    weighted(eleven, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) === 0 &&
    weighted(eleven, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0
  );
}

/** Modulus 11 over the first nine digits of a kennitala (Þjóðskrá); the tenth is the century. */
export function hasIcelandicCheckDigit(ten: string): boolean {
  return weighted(ten, [3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0;
}
