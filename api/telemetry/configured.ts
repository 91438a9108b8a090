import type { Processor } from '../../analytics/processors.ts';
import type { Config } from '../config.ts';

/** Whether this service has a key for the processor. Without one nothing is recorded for it, and no byte leaves. */
export function isConfigured({ mixpanel, bugsnag, honeycomb }: Config, processor: Processor): boolean {
  return { MIXPANEL: mixpanel, BUGSNAG: bugsnag, HONEYCOMB: honeycomb }[processor] !== null;
}
