import { BugsnagStandIn } from './processors/bugsnag.ts';
import { BugsnagDataStandIn } from './processors/bugsnag-data.ts';
import { MixpanelStandIn } from './processors/mixpanel.ts';
import { MixpanelErasureStandIn } from './processors/mixpanel-erase.ts';
import type { World } from './world.ts';

/** The processors of a service: what takes in, and what deletes from the same. */
export interface Processors {
  mixpanel: MixpanelStandIn;
  mixpanelErasure: MixpanelErasureStandIn;
  bugsnag: BugsnagStandIn;
  bugsnagData: BugsnagDataStandIn;
  close(): Promise<void>;
}

/** Turns every processor on, with stand-ins for what is sent and for what is deleted. */
export async function withProcessors(world: World): Promise<Processors> {
  const mixpanel = await MixpanelStandIn.open('project', () => world.clock.now());
  const mixpanelErasure = await MixpanelErasureStandIn.open(mixpanel, 'oauth');
  const bugsnag = await BugsnagStandIn.open('key');
  const bugsnagData = await BugsnagDataStandIn.open(bugsnag, 'auth', 'project-1');
  Object.assign(world.services.config, {
    mixpanel: {
      token: 'project',
      apiUrl: mixpanel.url,
      gdprUrl: mixpanelErasure.url,
      gdprToken: 'oauth',
      timeoutMs: 2000,
    },
    bugsnag: { apiKey: 'key', notifyUrl: bugsnag.url, sessionsUrl: bugsnag.url },
    bugsnagDeletion: { dataUrl: bugsnagData.url, dataToken: 'auth', projectId: 'project-1' },
    honeycomb: { apiKey: 'key', endpoint: 'http://127.0.0.1:9', dataset: 'test' },
  });
  return {
    mixpanel,
    mixpanelErasure,
    bugsnag,
    bugsnagData,
    async close() {
      await Promise.all([mixpanel, mixpanelErasure, bugsnag, bugsnagData].map((each) => each.close()));
    },
  };
}

/** What they hold under these pseudonyms: events, a profile, errors. */
export function heldOf(
  { mixpanel, bugsnag }: Processors,
  pseudonyms: { mixpanel: string; bugsnag: string },
): { events: number; profile: boolean; errors: number } {
  return {
    events: mixpanel.eventsOf(pseudonyms.mixpanel).length,
    profile: mixpanel.profiles.has(pseudonyms.mixpanel),
    errors: bugsnag.events.filter(({ user }) => user?.id === pseudonyms.bugsnag).length,
  };
}
