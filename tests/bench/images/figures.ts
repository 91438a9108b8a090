/** One goal, and what became of it. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  /** Null: told for comparison, without a goal of its own. */
  readonly met: boolean | null;
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @param share between 0 and 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Of pairs measured one right after the other: what the machine did meanwhile is in both. */
export const medianRatio = (pairs: readonly (readonly [number, number])[]): number =>
  median(pairs.map(([ours, base]) => ours / base));

/** Columns as wide as their widest cell; the first is text, the others stand to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** @returns whether every goal was met. */
export function sumUp(figures: readonly Figure[]): boolean {
  const verdict = ({ met }: Figure) => (met === null ? '' : met ? 'met' : 'MISSED');
  const rows = figures.map((figure) => [figure.what, figure.measured, figure.goal, verdict(figure)]);
  for (const line of table([['', 'measured', 'goal', ''], ...rows])) say(line);
  return figures.every(({ met }) => met !== false);
}

export async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}
