import type { Visibility } from '../../prisma/client/enums.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import type { ChosenPost } from '../moderation/choose-post.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId } from '../platform/ids.ts';

/** What must be known of a post before it is flagged. */
export interface Flaggable {
  readonly ref: { readonly consultationId: string; readonly answerId: string | null };
  readonly visibility: Visibility;
  readonly consultationVisibility: Visibility;
  /** Written under the member's own name. */
  readonly namedMine: boolean;
  readonly askedNamedMine: boolean;
  readonly alias: AliasId | null;
  readonly askerAlias: AliasId | null;
}

interface FlaggableRow {
  consultation_id: string;
  answer_id: string | null;
  visibility: Visibility;
  consultation_visibility: Visibility;
  named_mine: boolean | null;
  asked_named_mine: boolean | null;
  alias_id: string | null;
  asker_alias_id: string | null;
}

/** @returns null where there is no such post. Named authors other than the member are not read. */
export async function findFlaggable(
  tx: Tx,
  { physicianId }: PhysicianGrant,
  post: ChosenPost,
): Promise<Flaggable | null> {
  const [row] =
    post.kind === 'CONSULTATION'
      ? await tx.$queryRaw<FlaggableRow[]>`
          SELECT id AS consultation_id, NULL AS answer_id, visibility::text,
            visibility::text AS consultation_visibility, author_id = ${physicianId}::uuid AS named_mine,
            author_id = ${physicianId}::uuid AS asked_named_mine, alias_id, alias_id AS asker_alias_id
          FROM forum.consultation WHERE id = ${post.id}::uuid`
      : await tx.$queryRaw<FlaggableRow[]>`
          SELECT a.consultation_id, a.id AS answer_id, a.visibility::text,
            c.visibility::text AS consultation_visibility, a.author_id = ${physicianId}::uuid AS named_mine,
            c.author_id = ${physicianId}::uuid AS asked_named_mine, a.alias_id, c.alias_id AS asker_alias_id
          FROM forum.answer a JOIN forum.consultation c ON c.id = a.consultation_id
          WHERE a.id = ${post.id}::uuid`;
  if (!row) return null;
  return {
    ref: { consultationId: row.consultation_id, answerId: row.answer_id },
    visibility: row.visibility,
    consultationVisibility: row.consultation_visibility,
    namedMine: row.named_mine ?? false,
    askedNamedMine: row.asked_named_mine ?? false,
    alias: row.alias_id as AliasId | null,
    askerAlias: row.asker_alias_id as AliasId | null,
  };
}
