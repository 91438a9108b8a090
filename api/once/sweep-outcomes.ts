import { openOutcome } from '../identity/outcomes.ts';
import { dayInMs } from '../platform/clock.ts';
import type { Services } from '../services.ts';

const batch = 1000;

/**
 * Takes away what came of acts 23 to 24 hours ago, and what no longer opens. The hour of each stands in its ciphertext
 * alone: beside a post that was held back it would tell when that was written.
 * @returns how many.
 */
export async function sweepOutcomes({ db, keyring, clock }: Services): Promise<number> {
  const before = clock.now().getTime() - dayInMs;
  let after: Uint8Array<ArrayBuffer> = new Uint8Array();
  let swept = 0;
  for (;;) {
    const rows: Row[] = await db.service.$queryRaw<Row[]>`
      SELECT tag, nonce, ciphertext FROM platform.outcome WHERE tag > ${after}::bytea ORDER BY tag LIMIT ${batch}`;
    const old = rows.filter((row) => (openOutcome(keyring, row)?.at ?? 0) <= before).map(({ tag }) => tag);
    swept += (await db.service.outcome.deleteMany({ where: { tag: { in: old } } })).count;
    after = rows.at(-1)?.tag ?? after;
    if (rows.length < batch) return swept;
  }
}

interface Row {
  tag: Uint8Array<ArrayBuffer>;
  nonce: Uint8Array;
  ciphertext: Uint8Array;
}
