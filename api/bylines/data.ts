import { Prisma } from '../../prisma/client/client.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Byline } from './types.ts';

/** The columns of a byline as `bylineColumns` selects them. Exactly one of author and alias is set, or none: erased. */
export interface BylineRow {
  author_id: string | null;
  author_name: string | null;
  author_specialty: string | null;
  alias_id: string | null;
  alias_number: number | null;
  alias_specialty: string | null;
}

/**
 * The columns of `BylineRow` for the post that the query calls `post`; goes with `bylineJoins(post)`.
 * @param prefix of the columns' names, where a query has several bylines.
 */
export function bylineColumns(post: string, prefix = ''): Prisma.Sql {
  const author = `author_${post}`;
  const face = `face_${post}`;
  return Prisma.raw(`
  ${author}.id AS ${prefix}author_id, ${author}.name AS ${prefix}author_name,
  ${author}.specialty_code AS ${prefix}author_specialty,
  ${face}.id AS ${prefix}alias_id, ${face}.number AS ${prefix}alias_number,
  ${face}.specialty_code AS ${prefix}alias_specialty`);
}

/** Joins the account or the alias that wrote the post that the query calls `post`. */
export function bylineJoins(post: string): Prisma.Sql {
  return Prisma.raw(`
  LEFT JOIN accounts.account author_${post} ON author_${post}.id = ${post}.author_id
  LEFT JOIN forum.alias face_${post} ON face_${post}.id = ${post}.alias_id`);
}

/**
 * @param isAsker the question was asked under this very name or alias.
 * @param isTombstone of an anonymous post no face is left: that of one whose author has left must look the same as that
 * of one that was withdrawn (ANONYMITY 65).
 */
export function toByline(row: BylineRow, isAsker: boolean, isTombstone: boolean): Byline {
  if (row.author_id !== null && row.author_name !== null) {
    return {
      face: 'physician',
      physician: {
        id: row.author_id as PhysicianId,
        name: row.author_name,
        specialtyCode: row.author_specialty,
      },
      isAsker,
    };
  }
  if (row.author_id !== null) throw new Error('an author without an account');
  if (row.alias_id === null || isTombstone) return { face: 'erased', isAsker: false };
  return { face: 'alias', number: row.alias_number, specialtyCode: row.alias_specialty, isAsker };
}
