import { z } from 'zod';
import { formatTime, time } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';
import { listSessions } from './account-sessions.ts';

/** Where she is signed in: a session bears nothing but its end. Its id, which would open it, is not told. */
export const exportSessions = exporter({
  name: 'sessions',
  tables: ['platform.session'],
  schema: z.array(z.strictObject({ endsAt: time })),
  async collect(services, { physicianId }) {
    const ends = await listSessions(services, physicianId);
    return { data: ends.map((endsAt) => ({ endsAt: formatTime(endsAt) })) };
  },
});
