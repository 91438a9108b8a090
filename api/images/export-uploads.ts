import { z } from 'zod';
import { formatTimeOrNull, time } from '../exports/schema-parts.ts';
import { type ExportedFile, exporter } from '../exports/types.ts';
import { archiveForm, archiveImage } from './archived-files.ts';
import { listOwnUploads } from './own-uploads.ts';

const exportedUpload = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['IMAGE', 'FORM']),
  uploadedAt: time.nullable().describe('A whole hour'),
  file: z.string().nullable().describe('In this archive; null: its bytes are gone'),
});

/** What she has uploaded and not posted: it waits for its post, a day at most. */
export const exportUploads = exporter({
  name: 'uploads',
  tables: ['images.consent_form'],
  schema: z.array(exportedUpload),
  async collect(services, { physicianId }) {
    const { image, consentForm } = services.db.service;
    const data: z.infer<typeof exportedUpload>[] = [];
    const files: ExportedFile[] = [];
    const add = (id: string, kind: 'IMAGE' | 'FORM', uploadedAt: Date | null, file: ExportedFile | null) => {
      data.push({ id, kind, uploadedAt: formatTimeOrNull(uploadedAt), file: file?.path ?? null });
      if (file) files.push(file);
    };
    const images = await image.findMany({
      where: { id: { in: await listOwnUploads(services, physicianId, 'image') } },
      select: { id: true, uploadedAt: true, storageKey: true },
    });
    for (const { uploadedAt, ...row } of images) {
      add(row.id, 'IMAGE', uploadedAt, await archiveImage(services, row));
    }
    const forms = await consentForm.findMany({
      where: { id: { in: await listOwnUploads(services, physicianId, 'consent-form') } },
      select: { id: true, uploadedAt: true, kind: true, storageKey: true },
    });
    for (const { uploadedAt, ...row } of forms) {
      add(row.id, 'FORM', uploadedAt, await archiveForm(services, row));
    }
    return { data, files };
  },
});
