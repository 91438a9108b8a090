import { z } from 'zod';
import { day, formatDay, place, placeOf } from '../exports/schema-parts.ts';
import { type ExportedFile, type ExportSubject, exporter } from '../exports/types.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { archiveForm, archiveImage } from './archived-files.ts';
import type { PostPlace } from './types.ts';

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
  async collect(services, subject) {
    const data: z.infer<typeof exportedImage>[] = [];
    // One form may stand for several images.
    const files = new Map<string, ExportedFile>();
    for (const post of await listPosts(services, subject)) {
      for (const image of await listImagesOf(services, post)) {
        const { told, archived } = await exportImage(services, post, image);
        data.push(told);
        for (const file of archived) files.set(file.path, file);
      }
    }
    return { data, files: files.values() };
  },
});

/** Her posts, under her name and under each alias: a statement for each, since none carries two of these. */
async function listPosts({ db }: Services, { physicianId, aliases }: ExportSubject): Promise<PostPlace[]> {
  const posts: PostPlace[] = [];
  const faces = [{ authorId: physicianId }, ...[...aliases.keys()].map((aliasId) => ({ aliasId }))];
  for (const author of faces) {
    const questions = await db.service.consultation.findMany({ where: author, select: { id: true } });
    posts.push(...questions.map(({ id }) => ({ consultationId: id as ConsultationId, answerId: null })));
    const answers = await db.service.answer.findMany({
      where: author,
      select: { id: true, consultationId: true },
    });
    posts.push(
      ...answers.map(({ id, consultationId }) => ({
        consultationId: consultationId as ConsultationId,
        answerId: id as AnswerId,
      })),
    );
  }
  return posts;
}

const listImagesOf = ({ db }: Services, { consultationId, answerId }: PostPlace) =>
  db.service.image.findMany({
    where: { consultationId, answerId },
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

type KeptImage = Awaited<ReturnType<typeof listImagesOf>>[number];

async function exportImage(
  services: Services,
  { consultationId, answerId }: PostPlace,
  { formId, storageKey, expiresOn, ...image }: KeptImage,
): Promise<{ told: z.infer<typeof exportedImage>; archived: ExportedFile[] }> {
  const { db, config } = services;
  const bytes = await archiveImage(services, { id: image.id, storageKey });
  const kept =
    formId === null
      ? null
      : await db.service.consentForm.findUnique({
          where: { id: formId },
          select: { id: true, kind: true, storageKey: true },
        });
  const form = kept && (await archiveForm(services, kept));
  return {
    told: {
      ...placeOf(config.publicUrl, consultationId, answerId),
      ...image,
      hasForm: formId !== null,
      form: form?.path ?? null,
      expiresOn: expiresOn && formatDay(expiresOn),
      file: bytes?.path ?? null,
    },
    archived: [bytes, form].filter((file) => file !== null),
  };
}
