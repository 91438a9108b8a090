/** A day that exists in the Gregorian calendar; years of two digits are read as 19xx. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year < 100 ? 1900 + year : year, month, 0)).getUTCDate();
}

/** A day with a year of two digits exists in some century: 29 February 1900 did not, 2000 did. */
export function isDayInSomeCentury(year: number, month: number, day: number): boolean {
  return isDay(1900 + year, month, day) || isDay(2000 + year, month, day);
}

/** Four digits can be read as hour and minute: 1430. */
export function isHour(digits: string): boolean {
  return Number(digits.slice(0, 2)) < 24 && Number(digits.slice(2)) < 60;
}
