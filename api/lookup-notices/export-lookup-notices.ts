import { z } from 'zod';
import { day, placeOf } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';
import { listOwnNotices } from './data.ts';

const exportedNotice = z.strictObject({
  /** Null where it was about a pseudonym at a processor. */
  consultationId: z.uuid().nullable(),
  link: z.url().nullable(),
  processor: z.string().nullable(),
  reason: z.string(),
  openedOn: day,
});

/** Openings of her anonymous posts that she may know of by now: what the page tells, and no more. */
export const exportLookupNotices = exporter({
  name: 'lookups-of-my-posts',
  tables: ['vault.opening_notice'],
  schema: z.array(exportedNotice),
  async collect(services, { physicianId, aliases }) {
    const { clock, config } = services;
    const notices = await listOwnNotices(services, { physicianId, aliases }, clock.now());
    return {
      data: notices.map(({ consultationId, processor, reason, openedOn }) => ({
        consultationId,
        link: consultationId && placeOf(config.publicUrl, consultationId, null).link,
        processor,
        reason,
        openedOn,
      })),
    };
  },
});
