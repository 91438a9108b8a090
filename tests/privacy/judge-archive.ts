import type { Archive } from '../support/archives.ts';
import { describe } from './judge.ts';
import type { Role, Stage } from './stage.ts';

/** What is wrong with a member's archive, one line each: whose secrets are in it that are not hers, and whose words. */
export async function judgeArchive(stage: Stage, role: Role, archive: Archive): Promise<string[]> {
  const { text } = archive;
  const quoted = new Set(marksIn(text));
  const faults = stage.aviary
    .search(text)
    .filter(
      ({ person, kind }) =>
        person !== role || !['id', 'name', 'email', 'licence number', 'pseudonym'].includes(kind),
    )
    .map(describe);
  const { rows } = await stage.owner.query<{ id: string; author_id: string | null; text: string }>(
    `SELECT id, author_id, title || body AS text FROM forum.consultation
      UNION ALL SELECT id, author_id, body FROM forum.answer
      UNION ALL SELECT f.id, NULL, f.note FROM moderation.flag f`,
  );
  for (const { id, author_id, text: written } of rows) {
    const isHers = author_id === stage.person(role).id || stage.authors.get(id) === role;
    if (isHers || !stage.authors.has(id)) continue;
    if (marksIn(written).some((mark) => quoted.has(mark))) faults.push(`what ${stage.authors.get(id)} wrote`);
  }
  return [...new Set(faults)];
}

const marksIn = (text: string): string[] =>
  [...text.matchAll(/kanarietext-[0-9a-f]{12}/g)].map(([mark]) => mark);
