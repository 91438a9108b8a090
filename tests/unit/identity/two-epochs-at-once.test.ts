import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdCeremony } from '../../../api/identity/crypto/ceremony.ts';
import { prepareEpoch } from '../../../api/identity/crypto/epoch.ts';
import { prepareSeal } from '../../../api/identity/seal-author.ts';
import { type AliasId, type ConsultationId, newId, type PhysicianId } from '../../../api/platform/ids.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('requests under the old and the new epoch seal beside each other, with ephemerals drawn for either', async () => {
  const [old, young] = [1, 2].map((epoch) =>
    prepareEpoch(holdCeremony({ epoch, threshold: 2, shares: 3 }).epoch),
  );
  if (!old || !young) throw new Error('there are no two epochs');
  const seal = (epoch: typeof old) =>
    prepareSeal(epoch, {
      alias: newId<AliasId>(),
      consultation: newId<ConsultationId>(),
      physician: newId<PhysicianId>(),
    });
  const untilDrawnAhead = () => vi.advanceTimersByTimeAsync(50);
  await seal(young);
  await untilDrawnAhead();
  // What these two take is replaced at once, each under its own epoch.
  await seal(young);
  await seal(old);
  await untilDrawnAhead();
  expect(await seal(young)).toMatchObject({ epoch: 2 });
  expect(await seal(old)).toMatchObject({ epoch: 1 });
});
