import type { ClientBase } from 'pg';

/** Resolves when the work is over, or waits for a lock that somebody else holds. */
export async function untilHeldUp(observer: ClientBase, work: Promise<unknown>): Promise<void> {
  let over = false;
  const end = () => {
    over = true;
  };
  work.then(end, end);
  while (!over) {
    const { rows } = await observer.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock') AS waits`,
    );
    if (rows[0]?.waits) return;
  }
}
