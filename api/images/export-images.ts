import { z } from 'zod';
import { day, formatDay, place, placeOf } from '../exports/schema-parts.ts';
import { type ExportedFile, exporter } from '../exports/types.ts';
import { archiveForm, archiveImage } from './archived-files.ts';

const exportedImage = z.strictObject({
  ...place.shape,
  id: z.uuid(),
  state: z.string(),
  alt: z.string(),
  sensitive: z.boolean(),
  consent: z.string().nullable(),
  hasForm: z.boolean(),
  form: z.string().nullable().describe('The signed form in this archive; null where there is none'),
  expiresOn: day.nullable(),
  file: z.string().nullable().describe('In this archive; null: its bytes are gone'),
});

/** The images of her posts under any face, as they are kept, and the signed forms that she handed in with them. */
export const exportImages = exporter({
  name: 'images',
  tables: ['images.image'],
  schema: z.array(exportedImage),
  async collect(services, { physicianId, aliases }) {
    const { db, config } = services;
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
        const bytes = await archiveImage(services, { id: image.id, storageKey });
        const kept =
          formId === null
            ? null
            : await db.service.consentForm.findUnique({
                where: { id: formId },
                select: { id: true, kind: true, storageKey: true },
              });
        const form = kept && (await archiveForm(services, kept));
        data.push({
          ...placeOf(config.publicUrl, post.consultationId, post.answerId),
          ...image,
          hasForm: formId !== null,
          form: form?.path ?? null,
          expiresOn: expiresOn && formatDay(expiresOn),
          file: bytes?.path ?? null,
        });
        for (const file of [bytes, form]) {
          // One form may stand for several images.
          if (file && !files.some(({ path }) => path === file.path)) files.push(file);
        }
      }
    }
    return { data, files };
  },
});
