import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestExport } from '../../api/exports/request-export.ts';
import { tasks } from '../../api/jobs.ts';
import { applyRetention } from '../../api/retention/apply-retention.ts';
import { coveredTables } from '../../api/retention/covered-tables.ts';
import { retentionTable } from '../../api/retention/table.ts';
import { editConsultation } from '../support/edits.ts';
import { ask, colleague } from '../support/forum.ts';
import { runProgram } from '../support/program.ts';
import { databaseEnvironment } from '../support/server.ts';
import { createWorld, type World } from '../support/world.ts';

describe('the table of retention', () => {
  it('says everything in both languages, each row once', () => {
    const ids = retentionTable.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { what, howLong, from, why } of retentionTable) {
      for (const texts of [what, howLong, from, why]) {
        expect(texts.sv.length).toBeGreaterThan(3);
        expect(texts.en.length).toBeGreaterThan(3);
        if (!/^\d+ /.test(texts.sv)) expect(texts.sv).not.toBe(texts.en);
      }
    }
  });

  it('names for each row what keeps its time: a job that there is, a row that it goes with, or who else', async () => {
    const world = await createWorld();
    try {
      const jobs = Object.keys(tasks(world.services));
      const rows = retentionTable.map(({ id }) => id);
      for (const { keeper } of retentionTable) {
        if (typeof keeper === 'string') continue;
        if ('job' in keeper) expect(jobs).toContain(keeper.job);
        if ('goesWith' in keeper) expect(rows).toContain(keeper.goesWith);
      }
    } finally {
      await world.close();
    }
  });
});

describe('what is due', () => {
  let world: World;
  let owner: pg.Client;

  /** Every table of ours, by schema and name. */
  async function tables(): Promise<string[]> {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    return rows.map(({ name }) => name).sort();
  }

  beforeAll(async () => {
    world = await createWorld();
    owner = new pg.Client(world.database.owner);
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await world?.close();
  });

  /** Everything in the database, as one text for each table. */
  async function everything(): Promise<Record<string, string>> {
    const texts: Record<string, string> = {};
    for (const name of await tables()) {
      const { rows: found } = await owner.query<{ text: string | null }>(
        `SELECT string_agg(row::text || row.xmin::text, chr(10) ORDER BY row::text) AS text FROM ${name} row`,
      );
      texts[name] = found[0]?.text ?? '';
    }
    return texts;
  }

  it('lies in tables of which each has a row, or nobody in it', async () => {
    const foreign = /^(graphile_worker\.|public\._prisma_migrations$)/;
    expect((await tables()).filter((name) => !foreign.test(name))).toEqual(Object.keys(coveredTables).sort());
    const rows = retentionTable.map(({ id }) => id);
    for (const row of Object.values(coveredTables)) {
      if (typeof row === 'string') expect(rows).toContain(row);
    }
  });

  it('is counted for the operator, row by row, and nothing changes', async () => {
    const her = await colleague(world);
    const [old, edited] = [await ask(world, her, false), await ask(world, her, false)];
    await editConsultation(world.services, her.grant, {
      id: edited,
      title: 'En tydligare rubrik',
      body: 'En tydligare fråga som är lång nog.',
      tags: [],
    });
    await requestExport(world.services, her.actor.id, new Uint8Array(32));
    await owner.query(`
      UPDATE forum.revision SET replaced_at = '2020-01-01T00:00Z';
      UPDATE exports.archive SET state = 'READY', expires_at = '2020-01-01T00:00Z';
      INSERT INTO erasure.erasure (id, cause, state, starts_at, finished_on)
        VALUES (gen_random_uuid(), 'MEMBER', 'DONE', '2019-01-01T00:00Z', '2019-01-02')`);
    await owner.query(
      `UPDATE forum.consultation SET posted_at = '2015-01-01T00:00Z', last_activity_at = '2015-01-01T00:00Z' WHERE id = $1`,
      [old],
    );

    const before = await everything();
    const program = runProgram(
      'api/admin/cli.ts',
      { ...databaseEnvironment(world.database), KONSILIUM_DATA: world.services.config.dataFolder },
      ['retention', '--dry-run'],
    );
    expect(await program.ended, program.complaints).toBe(0);
    expect(program.output.trim().split('\n')).toEqual([
      'accounts: 0',
      'consultations: 1',
      'earlier-texts: 1',
      'reports: 0',
      'images: 0',
      'exports: 1',
      'receipts: 1',
    ]);
    expect(await everything()).toEqual(before);
  });

  it('goes even if something of it fails, and the rest the next night', async () => {
    const her = await colleague(world);
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(await ask(world, her, false));
    const stuck = ids.toSorted()[0];
    await owner.query(`UPDATE forum.consultation SET last_activity_at = '2015-01-01T00:00Z'`);
    await owner.query(`
      CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stuck'; END $$;
      CREATE TRIGGER stuck BEFORE DELETE ON forum.consultation FOR EACH ROW
        WHEN (OLD.id = '${stuck}') EXECUTE FUNCTION pg_temp.refuse()`);
    const counts = await applyRetention(world.services);
    expect(counts).toContainEqual({ id: 'receipts', count: 1 });
    const left = () => world.services.db.service.consultation.findMany({ select: { id: true } });
    expect(await left()).toEqual([{ id: stuck }]);
    await owner.query('DROP TRIGGER stuck ON forum.consultation');
    await applyRetention(world.services);
    expect(await left()).toEqual([]);
  });
});
