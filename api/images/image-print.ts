import { Prisma } from '../../prisma/client/client.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { equalTags, markTag } from '../identity/mark-tag.ts';
import { openNote, type SealedNote, sealNote } from '../identity/sealed-note.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { aliasArray, type Reader, readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { ownerTagOf } from './own-uploads.ts';
import type { ImageId, ImageInput, PostPlace } from './types.ts';

type Keys = Pick<Services, 'keyring'>;

interface PrintRow {
  id: string;
  print_nonce: Uint8Array;
  print: Uint8Array;
}

const placeOf = (id: string, physician: PhysicianId) => ({ purpose: 'image', id, owner: physician }) as const;

/**
 * What an image's row keeps of the bytes that were sent: a keyed hash, sealed so that it opens in this row and with its
 * owner's id only. Rows of one picture have nothing in common.
 * @param digest SHA-256 of what was sent, in hexadecimal digits.
 */
export function sealPrint(
  { keyring }: Keys,
  { physicianId }: PhysicianGrant,
  id: ImageId,
  digest: string,
): SealedNote {
  const print = Buffer.from(markTag(keyring, 'image-print', physicianId, digest)).toString('base64url');
  return sealNote(keyring, placeOf(id, physicianId), print);
}

const openPrint = ({ keyring }: Keys, physician: PhysicianId, row: PrintRow): string =>
  openNote(keyring, placeOf(row.id, physician), { nonce: row.print_nonce, ciphertext: row.print });

/**
 * Refuses a picture that stands in a post of the same physician under another face of hers (her name, or an alias of
 * another discussion), unless she says that she knows: whoever sees both knows that they are one person. Only her own
 * images are compared, in memory.
 * @throws Refusal INVALID_INPUT IMAGE_OTHER_FACE, at each such image.
 */
export async function requireOneFacePerImage(
  tx: Tx,
  services: Services,
  grant: PhysicianGrant,
  post: PostPlace & { anonymous: boolean },
  images: readonly ImageInput[],
): Promise<void> {
  const asked = images.filter(({ again }) => !again).map(({ id }) => id);
  if (asked.length === 0) return;
  const found = await tx.$queryRaw<(PrintRow & { owner_tag: Uint8Array })[]>`
    SELECT id, print_nonce, print, owner_tag FROM images.image
    WHERE id::text = ANY(${asked}::text[]) AND owner_tag IS NOT NULL AND print IS NOT NULL`;
  // Another member's upload is refused as one that is gone.
  const uploads = found.filter(({ id, owner_tag: tag }) =>
    equalTags(tag, ownerTagOf(services, grant, 'image', id)),
  );
  if (uploads.length === 0) return;
  const reader = await readAs(tx, services, grant);
  const others = await listPrintsOfOtherFaces(tx, reader, post);
  const shown = new Set(others.map((row) => openPrint(services, grant.physicianId, row)));
  const repeated = new Set(
    uploads.filter((row) => shown.has(openPrint(services, grant.physicianId, row))).map(({ id }) => id),
  );
  if (repeated.size === 0) return;
  const code: RefusalCode = 'IMAGE_OTHER_FACE';
  throw Refusal.invalidInput(
    images.flatMap(({ id }, at) => (repeated.has(id) ? [{ field: `images.${at}.again`, code }] : [])),
  );
}

/** One statement for her name and one for her aliases: none carries both. */
async function listPrintsOfOtherFaces(
  tx: Tx,
  reader: Reader,
  post: PostPlace & { anonymous: boolean },
): Promise<PrintRow[]> {
  const anonymous =
    reader.aliases.size === 0
      ? []
      : await selectPrints(
          tx,
          (of) => Prisma.sql`${of}.alias_id = ANY(${aliasArray(reader)})`,
          // In one discussion she has one alias.
          post.anonymous ? Prisma.sql`c.id <> ${post.consultationId}::uuid` : Prisma.sql`true`,
        );
  if (!post.anonymous) return anonymous;
  const isNamed = (of: Prisma.Sql) => Prisma.sql`${of}.author_id = ${reader.physicianId}::uuid`;
  return [...anonymous, ...(await selectPrints(tx, isNamed, Prisma.sql`true`))];
}

function selectPrints(
  tx: Tx,
  isHers: (of: Prisma.Sql) => Prisma.Sql,
  where: Prisma.Sql,
): Promise<PrintRow[]> {
  return tx.$queryRaw<PrintRow[]>`
    SELECT image.id, image.print_nonce, image.print
    FROM images.image
    JOIN forum.consultation c ON c.id = image.consultation_id
    LEFT JOIN forum.answer a ON a.id = image.answer_id
    WHERE image.print IS NOT NULL AND ${where}
      AND CASE WHEN a.id IS NULL THEN ${isHers(Prisma.sql`c`)} ELSE ${isHers(Prisma.sql`a`)} END`;
}
