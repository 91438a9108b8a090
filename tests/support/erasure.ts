import { runErasures } from '../../api/erasure/run-erasures.ts';
import { steps as allSteps } from '../../api/erasure/steps.ts';
import type { ErasureStep } from '../../api/erasure/types.ts';
import type { World } from './world.ts';

/** Lets the minute's job run often enough for everything that is due by now, however long ago it was due. */
export async function carryOn(
  world: World,
  { minutes, every = 1 }: { minutes: number; every?: number },
  steps: readonly ErasureStep[] = allSteps,
): Promise<void> {
  for (let at = 0; at < minutes; at += every) {
    await runErasures(world.services, steps);
    world.clock.advance(every * 60_000);
  }
  await runErasures(world.services, steps);
}

/** Until no erasure is under way; what is spread over time goes at once. Fails when it takes more than three days. */
export async function untilErased(world: World, steps: readonly ErasureStep[] = allSteps): Promise<void> {
  world.services.config.erasureWindowHours = 0;
  for (let hours = 0; hours < 72; hours += 1) {
    await carryOn(world, { minutes: 60, every: 60 }, steps);
    const left = await world.services.db.service.erasure.count({ where: { state: { not: 'DONE' } } });
    if (left === 0) return;
  }
  const stuck = await world.services.db.service.erasureStep.findMany({
    where: { state: { notIn: ['DONE', 'NOT_APPLICABLE'] } },
    select: { name: true, state: true, answer: true },
  });
  throw new Error(`not erased: ${JSON.stringify(stuck)}`);
}
