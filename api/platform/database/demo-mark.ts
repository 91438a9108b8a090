import pg from 'pg';

/**
 * Whether a demo was begun and not finished: its start was killed, and half an invented forum lies there. The mark is a
 * comment on a schema, so that it is in the database it speaks of and goes when that is dropped.
 */
const text = 'A demo was begun here and not finished.';

/** Before the demo's first account, and with false after its last post. */
export async function markDemoUnfinished(ownerUrl: string, unfinished: boolean): Promise<void> {
  await ask(ownerUrl, `COMMENT ON SCHEMA forum IS ${unfinished ? `'${text}'` : 'NULL'}`);
}

export async function isDemoUnfinished(ownerUrl: string): Promise<boolean> {
  const [row] = await ask(
    ownerUrl,
    "SELECT obj_description(oid, 'pg_namespace') AS comment FROM pg_namespace WHERE nspname = 'forum'",
  );
  return row?.comment === text;
}

/** Whether there are accounts besides invented people's: then nothing may be thrown away. */
export async function hasRealAccounts(ownerUrl: string): Promise<boolean> {
  const rows = await ask(
    ownerUrl,
    "SELECT 1 FROM accounts.account WHERE email NOT LIKE '%@konsilium.example' LIMIT 1",
  );
  return rows.length > 0;
}

async function ask(ownerUrl: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
