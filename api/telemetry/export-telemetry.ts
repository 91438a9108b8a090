import { z } from 'zod';
import { formatTime, formatTimeOrNull, time } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';
import { listPseudonyms } from '../identity/pseudonyms.ts';
import { listConsents } from './list-consents.ts';

const exportedProcessor = z.strictObject({
  processor: z.string(),
  agreed: z.boolean(),
  changedAt: time.nullable().describe('null: never asked, or never answered'),
  pseudonym: z
    .uuid()
    .nullable()
    .describe('By what the processor knows her; null: it has never been told of her'),
  waiting: z
    .array(z.strictObject({ hour: time, event: z.json() }))
    .describe('Not sent yet. What has been sent is at the processor, under the pseudonym.'),
});

/** What she has said to each processor, by what it knows her, and what is on its way there under her pseudonym. */
export const exportTelemetry = exporter({
  name: 'processors',
  tables: ['telemetry.consent', 'telemetry.outbox', 'vault.pseudonym'],
  schema: z.array(exportedProcessor),
  async collect(services, { physicianId }) {
    const consents = await listConsents(services, physicianId);
    const pseudonyms = await listPseudonyms(services, physicianId);
    const data: z.infer<typeof exportedProcessor>[] = [];
    for (const { processor, agreed, changedAt } of consents) {
      const known = pseudonyms.find((own) => own.processor === processor);
      const items = known
        ? await services.db.service.outboxItem.findMany({
            where: { pseudonymId: known.id },
            orderBy: [{ hour: 'asc' }, { id: 'asc' }],
            select: { hour: true, payload: true },
          })
        : [];
      data.push({
        processor,
        agreed,
        changedAt: formatTimeOrNull(changedAt),
        pseudonym: known?.pseudonym ?? null,
        waiting: items.map(({ hour, payload }) => ({ hour: formatTime(hour), event: JSON.parse(payload) })),
      });
    }
    return { data };
  },
});
