import { Readable } from 'node:stream';
import { z } from 'zod';
import { day, formatDay, place, placeOf } from '../exports/schema-parts.ts';
import { type ExportedFile, exporter } from '../exports/types.ts';
import type { StorageKey } from '../platform/storage/storage.ts';

const exportedImage = z.strictObject({
  ...place.shape,
  id: z.uuid(),
  state: z.string(),
  alt: z.string(),
  sensitive: z.boolean(),
  consent: z.string().nullable(),
  hasForm: z.boolean(),
  expiresOn: day.nullable(),
  file: z.string().nullable().describe('In this archive; null: its bytes are gone'),
});

/** The images of her posts under any face, as they are kept. A patient's signed form is the patient's, and stays. */
export const exportImages = exporter({
  name: 'images',
  tables: ['images.image'],
  schema: z.array(exportedImage),
  async collect({ db, config, storage }, { physicianId, aliases }) {
    const posts: { consultationId: string; answerId: string | null }[] = [];
    for (const author of [
      { authorId: physicianId },
      ...[...aliases.keys()].map((aliasId) => ({ aliasId })),
    ]) {
      const questions = await db.service.consultation.findMany({ where: author, select: { id: true } });
      posts.push(...questions.map(({ id }) => ({ consultationId: id, answerId: null })));
      const answers = await db.service.answer.findMany({
        where: author,
        select: { id: true, consultationId: true },
      });
      posts.push(...answers.map(({ id, consultationId }) => ({ consultationId, answerId: id })));
    }
    const data: z.infer<typeof exportedImage>[] = [];
    const files: ExportedFile[] = [];
    for (const post of posts) {
      const images = await db.service.image.findMany({
        where: post,
        orderBy: { position: 'asc' },
        select: {
          id: true,
          state: true,
          alt: true,
          sensitive: true,
          consent: true,
          formId: true,
          expiresOn: true,
          storageKey: true,
        },
      });
      for (const { formId, storageKey, expiresOn, ...image } of images) {
        const bytes = storageKey === null ? null : await storage.get(storageKey as StorageKey);
        const file = bytes && `images/${image.id}.jpg`;
        data.push({
          ...placeOf(config.publicUrl, post.consultationId, post.answerId),
          ...image,
          hasForm: formId !== null,
          expiresOn: expiresOn && formatDay(expiresOn),
          file,
        });
        // Read again when its turn comes: the archive does not hold them all at once.
        if (file) {
          files.push({
            path: file,
            content: async () =>
              Readable.from([(await storage.get(storageKey as StorageKey)) ?? Buffer.alloc(0)]),
          });
        }
      }
    }
    return { data, files };
  },
});
