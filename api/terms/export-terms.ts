import { z } from 'zod';
import { day } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';
import { listAcceptances } from './data.ts';

const acceptance = z.strictObject({
  version: day.describe('Of the terms of use and the privacy policy'),
  acceptedOn: day,
});

/** Which versions of the terms she has accepted, and on which day. */
export const exportTerms = exporter({
  name: 'terms',
  tables: ['terms.acceptance'],
  schema: z.array(acceptance),
  async collect(services, { physicianId }) {
    return { data: await listAcceptances(services.db.service, physicianId) };
  },
});
