import pg from 'pg';

/** Drops all that the migrations and the job queue have made; the roles stay, since they are the cluster's. */
export async function dropEverything(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      DROP SCHEMA IF EXISTS accounts, audit, forum, moderation, platform, vault, graphile_worker CASCADE;
      DROP TABLE IF EXISTS public._prisma_migrations;
    `);
  } finally {
    await client.end();
  }
}
