import { tasks } from '../../api/jobs.ts';
import type { Canary } from '../support/canaries.ts';
import { describe } from './judge.ts';
import { admins, moderators, type Role, type Stage } from './stage.ts';

/** Queues every job that there is, waits until none is left, and answers all that were ever queued. */
export async function drainJobs({ owner, server }: Stage): Promise<string[]> {
  for (const task of Object.keys(tasks(server.services))) {
    await owner.query('SELECT graphile_worker.add_job($1)', [task]);
  }
  for (;;) {
    // What was put off is done now.
    const { rows } = await owner.query<{ last_error: string | null; task_id: number }>(
      `WITH due AS (UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND attempts = 0)
        SELECT last_error, task_id FROM graphile_worker._private_jobs`,
    );
    const failed = rows.find((job) => job.last_error !== null);
    if (failed) throw new Error(`a job failed: ${JSON.stringify(failed)}`);
    if (rows.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { rows } = await owner.query<{ job: unknown }>('SELECT job FROM witness.job');
  return rows.map(({ job }) => JSON.stringify(job));
}

interface Cell {
  table: string;
  column: string;
  row: Record<string, unknown>;
}

/** Every cell of every table that is ours or the queue's, searched. */
export async function searchTables(stage: Stage): Promise<{ faults: string[]; rows: Map<string, number> }> {
  const { rows: tables } = await stage.owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name`,
  );
  const faults = new Set<string>();
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await stage.owner.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${name} t`,
    );
    counts.set(name, rows.length);
    for (const { row } of rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        for (const canary of stage.aviary.search(text)) {
          if (!belongs(canary, { table: name, column, row })) {
            faults.add(`${name}.${column}: ${describe(canary)}`);
          }
        }
        if (!mayHoldText(name) && stage.texts.search(text).length > 0) {
          faults.add(`${name}.${column}: text of a post`);
        }
      }
    }
  }
  return { faults: [...faults], rows: counts };
}

const is = (group: readonly Role[], person: string) => group.some((role) => role === person);

/** Where a person's secret may stand. A row that bears an alias may hold nobody's. */
function belongs({ person, kind }: Canary, { table, column, row }: Cell): boolean {
  switch (`${table}.${column}`) {
    case 'accounts.account.id':
    case 'accounts.account.name':
    case 'accounts.account.email':
    case 'accounts.account.licence_number':
    case 'accounts.account.password_hash':
      return kind !== 'password';
    case 'platform.session.sid':
      return kind === 'session id';
    case 'platform.session.sess':
      return kind === 'id';
    case 'erasure.erasure.account_id':
    case 'exports.archive.account_id':
    case 'mail.outgoing.account_id':
    case 'terms.acceptance.account_id':
    case 'telemetry.consent.account_id':
    case 'accounts.inactivity_reminder.account_id':
      return kind === 'id';
    case 'forum.consultation.author_id':
    case 'forum.answer.author_id':
      return kind === 'id' && row.alias_id === null;
    case 'moderation.sanction.account_id':
      return kind === 'id' && row.alias_id === null;
    case 'moderation.moderation_case.taken_by':
    case 'moderation.decision.moderator_id':
    case 'moderation.appeal_ruling.moderator_id':
      return kind === 'id' && is(moderators, person);
    case 'audit.entry.actor':
      return kind === 'id' && (is(moderators, person) || is(admins, person));
    case 'audit.entry.details':
      // Whom a technical admin has had erased must be known to whoever doubts it.
      return (
        kind === 'id' &&
        ((is(admins, person) && row.kind === 'ceremony.held') || row.kind === 'erasure.requested')
      );
    case 'vault.share_holder.account_id':
    case 'vault.lookup.requested_by':
    case 'vault.lookup_participation.account_id':
    case 'vault.notice_extension.account_id':
      return kind === 'id' && is(admins, person);
    default:
      return false;
  }
}

/** What members and moderators write stays with the posts, and an admin's reasons with the lookup. */
function mayHoldText(table: string): boolean {
  return /^(forum\.|images\.image$|moderation\.|vault\.lookup|vault\.notice_extension$)/.test(table);
}
