import pg from 'pg';

/** Drops all that the migrations and the job queue have made; the roles stay, since they are the cluster's. */
export async function dropEverything(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT FROM information_schema.schemata WHERE schema_name = 'graphile_worker'",
    );
    // The queue's schema belongs to the queue's role, and the owner need not be a superuser.
    if (rowCount !== 0) {
      await client.query('SET ROLE konsilium_worker; DROP SCHEMA graphile_worker CASCADE; RESET ROLE');
    }
    await client.query(`
      DROP SCHEMA IF EXISTS accounts, audit, erasure, exports, forum, images, mail, moderation, platform, telemetry,
        terms, vault CASCADE;
      DROP TABLE IF EXISTS public._prisma_migrations;
    `);
  } finally {
    await client.end();
  }
}
