import type pg from 'pg';

/** Lets the database refuse every new row of a table, with a message that quotes it: so may an error tell what a doctor wrote. */
export async function refuseAloud(owner: pg.Client, table: string): Promise<void> {
  await owner.query(`
    CREATE FUNCTION public.refuse_aloud() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'refused: %', to_jsonb(NEW);
    END
    $$;
    CREATE TRIGGER refuse_aloud BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION public.refuse_aloud()`);
}

export async function acceptAgain(owner: pg.Client, table: string): Promise<void> {
  await owner.query(`DROP TRIGGER refuse_aloud ON ${table}; DROP FUNCTION public.refuse_aloud()`);
}
