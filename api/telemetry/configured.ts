import { bugsnagDescription } from '../../analytics/bugsnag/description.ts';
import { describeHoneycomb } from '../../analytics/honeycomb/description.ts';
import { mixpanelDescription } from '../../analytics/mixpanel/description.ts';
import type { Processor, ProcessorDescription } from '../../analytics/processors.ts';
import type { Config } from '../config.ts';

/** What every processor that this service can have is sent, in the order in which members read it. */
export function describeProcessors({ honeycombRetentionDays }: Config): readonly ProcessorDescription[] {
  return [mixpanelDescription, bugsnagDescription, describeHoneycomb(honeycombRetentionDays)];
}

/** Whether this service has a key for the processor. Without one nothing is recorded for it, and no byte leaves. */
export function isConfigured(config: Config, processor: Processor): boolean {
  return addressOf(config, processor) !== null;
}

/** Where it is sent to; null where nothing is. */
export function addressOf({ mixpanel, bugsnag, honeycomb }: Config, processor: Processor): string | null {
  const addresses: Record<Processor, string | undefined> = {
    MIXPANEL: mixpanel?.apiUrl,
    BUGSNAG: bugsnag?.notifyUrl,
    HONEYCOMB: honeycomb?.endpoint,
  };
  return addresses[processor] ?? null;
}

/** The processors' hosts in the EU, by which a member knows that the operator has not chosen another. */
const hostsInEu: readonly string[] = ['api-eu.mixpanel.com', 'api.eu1.honeycomb.io'];

export interface Destination {
  /** Host and port; null: nothing is sent. */
  host: string | null;
  isInEu: boolean;
}

export function destinationOf(config: Config, processor: Processor): Destination {
  const address = addressOf(config, processor);
  const host = address === null ? null : new URL(address).host;
  return { host, isInEu: host !== null && hostsInEu.includes(host) };
}
