import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { leastPace } from '../../api/images/receive-upload.ts';
import { watchPace } from '../../api/platform/trickle.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/**
 * Sends so many bytes each second, but for pauses.
 * @returns after how many seconds it was closed; null where all of it came.
 */
async function send(
  size: number,
  perSecond: number,
  { every = Number.POSITIVE_INFINITY, pause = 0 } = {},
): Promise<number | null> {
  let sent = 0;
  let closed = false;
  const stop = watchPace(
    () => sent,
    leastPace,
    () => {
      closed = true;
    },
  );
  let seconds = 0;
  for (; sent < size && !closed; seconds += 1) {
    if (seconds % (every + pause) < every) sent += perSecond;
    await vi.advanceTimersByTimeAsync(1000);
  }
  stop();
  return closed ? seconds : null;
}

it('a doctor on a poor mobile line gets a picture of 5 MB through: 20 kB a second, and every 10 s a pause of 10', async () => {
  expect(await send(5_000_000, 20_000, { every: 10, pause: 10 })).toBeNull();
});

it('a large picture over a slow and steady line gets through', async () => {
  expect(await send(25_000_000, 25_000)).toBeNull();
});

it.each([
  ['a byte a second is closed after a minute', 1, {}, 61],
  ['a byte each 20 seconds likewise', 1, { every: 1, pause: 19 }, 61],
  ['silence after half a minute', 1000, { every: 5, pause: 1000 }, 36],
  ['what keeps just to the least pace after 20 minutes', 2100, {}, 1201],
])('%s', async (_what, perSecond, pauses, seconds) => {
  const closed = await send(25_000_000, perSecond, pauses);
  expect(closed).not.toBeNull();
  expect(closed).toBeLessThanOrEqual(seconds);
});
