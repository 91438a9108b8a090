import { z } from 'zod';
import {
  createMixpanelClient,
  largestBatch,
  type MixpanelClient,
  oldestEventMs,
} from '../../analytics/mixpanel/client.ts';
import {
  type CheckedEvent,
  checkAnonymousEvent,
  checkNamedEvent,
  EventError,
} from '../../analytics/mixpanel/events.ts';
import type { MixpanelConfig } from '../config/processors.ts';
import type { Courier, Parcel } from './courier.ts';
import { smallestHeap } from './release-policy.ts';

const payloadSchema = z.strictObject({
  event: z.string(),
  properties: z.record(z.string(), z.unknown()),
  count: z.int().min(smallestHeap).optional(),
});

/** @param anonymousId under which acts without an author are counted: of this installation, of no person. */
export function mixpanelCourier(config: MixpanelConfig, anonymousId: string): Courier {
  const client = clientFor(config);
  return {
    processor: 'MIXPANEL',
    batchSize: largestBatch,
    oldestMs: oldestEventMs,
    accepts: (parcel) => read(parcel) !== null,
    send: (parcels) =>
      client.send(
        parcels.flatMap((parcel) => {
          const contents = read(parcel);
          if (!contents) return [];
          const distinctId = parcel.pseudonym ?? `installation-${anonymousId}`;
          return [{ insertId: parcel.id, distinctId, hour: parcel.hour, ...contents }];
        }),
      ),
  };
}

const clients = new WeakMap<MixpanelConfig, MixpanelClient>();

function clientFor(config: MixpanelConfig): MixpanelClient {
  const known = clients.get(config);
  if (known) return known;
  const client = createMixpanelClient(config);
  clients.set(config, client);
  return client;
}

/** With a pseudonym only what is of the named catalogue, without one only heaps of the anonymous one. */
function read({ payload, pseudonym }: Parcel): { checked: CheckedEvent; count?: number } | null {
  try {
    const { event, properties, count } = payloadSchema.parse(JSON.parse(payload));
    if (pseudonym !== null)
      return count === undefined ? { checked: checkNamedEvent(event, properties) } : null;
    return count === undefined ? null : { checked: checkAnonymousEvent(event, properties), count };
  } catch (error) {
    if (error instanceof EventError || error instanceof z.ZodError || error instanceof SyntaxError)
      return null;
    throw error;
  }
}
