import { z } from 'zod';
import { day, placeOf } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';
import { listOwnNotices } from './data.ts';

const exportedNotice = z.strictObject({
  consultationId: z.uuid(),
  link: z.url(),
  reason: z.string(),
  openedOn: day,
});

/** Openings of her anonymous posts that she may know of by now: what the page tells, and no more. */
export const exportLookupNotices = exporter({
  name: 'lookups-of-my-posts',
  tables: ['vault.opening_notice'],
  schema: z.array(exportedNotice),
  async collect({ db, clock, config }, { physicianId, aliases }) {
    const notices = await listOwnNotices(db.service, { physicianId, aliases }, clock.now());
    return {
      data: notices.map(({ consultationId, reason, openedOn }) => ({
        consultationId,
        link: placeOf(config.publicUrl, consultationId, null).link,
        reason,
        openedOn,
      })),
    };
  },
});
