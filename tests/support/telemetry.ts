import type { Processor } from '../../analytics/processors.ts';
import { findActor } from '../../api/access/actor.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import type { Services } from '../../api/services.ts';
import { deliverTelemetry } from '../../api/telemetry/deliver.ts';
import { setConsent } from '../../api/telemetry/set-consent.ts';

export const testToken = 'a-project-of-tests';

/** The settings of a service that records for Mixpanel and sends nothing: no worker, and nobody at the address. */
export const recordingEnv = {
  KONSILIUM_WORKER: 'off',
  MIXPANEL_TOKEN: testToken,
  MIXPANEL_API_URL: 'http://127.0.0.1:9',
};

/** These services with Mixpanel turned on. Without an address nothing answers there: port 9 is the discard service's. */
export function withMixpanel(services: Services, apiUrl = 'http://127.0.0.1:9'): Services {
  const mixpanel = { token: testToken, apiUrl, gdprUrl: apiUrl, gdprToken: null, timeoutMs: 400 };
  return { ...services, config: { ...services.config, mixpanel } };
}

/** She says yes or no in her settings. */
export async function answerConsent(
  services: Services,
  id: PhysicianId,
  agreed: boolean,
  processor: Processor = 'MIXPANEL',
): Promise<void> {
  const actor = await findActor(services.db.service, id);
  if (!actor) throw new Error('she has no account');
  await setConsent(services, actor, { processor, agreed });
}

/** What the worker does an hour later: nothing of the running hour leaves before it is over. */
export function deliverAfterTheHour(services: Services): Promise<void> {
  const clock = { now: () => new Date(services.clock.now().getTime() + hourInMs) };
  return deliverTelemetry({ ...services, clock });
}
