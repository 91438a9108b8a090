import type pg from 'pg';

/**
 * Keeps a copy of every job that is queued from now on, for `drainJobs`: one that is done at once would have left the
 * queue before anybody looks.
 */
export async function witnessJobs(owner: pg.Client): Promise<void> {
  await owner.query(`
    CREATE SCHEMA witness;
    CREATE TABLE witness.job (job JSONB NOT NULL);
    CREATE FUNCTION witness.keep_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      INSERT INTO witness.job VALUES (to_jsonb(NEW));
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER witness AFTER INSERT OR UPDATE OF payload ON graphile_worker._private_jobs
      FOR EACH ROW EXECUTE FUNCTION witness.keep_job()`);
}
