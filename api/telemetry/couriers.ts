import type { Services } from '../services.ts';
import { bugsnagCourier } from './bugsnag-courier.ts';
import type { Courier } from './courier.ts';
import { mixpanelCourier } from './mixpanel-courier.ts';

/** One for each processor that is configured and delivered to through the queue. */
export async function listCouriers({ db, config }: Services): Promise<Courier[]> {
  const couriers: Courier[] = [];
  if (config.mixpanel) {
    const { anonymousId } = await db.service.installation.findFirstOrThrow({ select: { anonymousId: true } });
    couriers.push(mixpanelCourier(config.mixpanel, anonymousId));
  }
  if (config.bugsnag) couriers.push(bugsnagCourier(config.bugsnag));
  return couriers;
}
