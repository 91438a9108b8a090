import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pace } from '../../../api/images/pace.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** What of 100 bytes each has passed after so many milliseconds, where all ask at once and again and again. */
async function passed(pace: Pace, senders: number, milliseconds: number): Promise<number[]> {
  const counts = Array.from({ length: senders }, () => 0);
  const until = performance.now() + milliseconds;
  const sending = counts.map(async (_, sender) => {
    while (performance.now() < until) {
      await pace.took(100);
      counts[sender] = (counts[sender] ?? 0) + 100;
    }
  });
  await vi.advanceTimersByTimeAsync(milliseconds + 1000);
  await Promise.all(sending);
  return counts;
}

it('keeps all together to its rate, and gives each as much', async () => {
  const counts = await passed(new Pace(10_000), 4, 1000);
  const all = counts.reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThanOrEqual(10_000);
  expect(all).toBeLessThanOrEqual(10_400);
  for (const count of counts) expect(count).toBeGreaterThanOrEqual(2400);
});

it('lets nobody wait who sends slower than that, and saves nothing up', async () => {
  const pace = new Pace(10_000);
  await vi.advanceTimersByTimeAsync(60_000);
  let waited = false;
  const first = pace.took(1000).then(() => {
    waited = true;
  });
  await vi.advanceTimersByTimeAsync(99);
  expect(waited).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await first;
  expect(waited).toBe(true);
  const before = performance.now();
  await pace.took(5);
  expect(performance.now()).toBe(before);
});
