import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoConsultations } from '../../prisma/seed/demo/consultations/index.ts';
import { processesNaming, runProgram } from '../support/program.ts';
import { freePort } from '../support/redis.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium krasch å-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (KONSILIUM_DATA: string, port: number) =>
  runProgram('api/main.ts', { KONSILIUM_DATA, PORT: String(port) }, ['--without-web']);

describe('a first start that is broken off', () => {
  it('by kill -9 in the middle of the demo, then by Ctrl-C: nothing stays, nothing half is taken for whole', async () => {
    const data = path.join(folder, 'data');
    const killed = start(data, await freePort());
    await killed.until(`Inventing the demo: ${demoConsultations.length} consultations`);
    killed.signal('SIGKILL');
    await killed.ended;
    expect(await processesNaming(data), 'its database was left over').not.toEqual([]);

    const second = start(data, await freePort());
    await second.until('Throwing away a demo that an interrupted start left half-made');
    await second.until('Inventing the demo: accounts');
    second.signal('SIGINT');
    expect(await second.ended).toBe(0);
    expect(second.complaints).toBe('');
    expect(await processesNaming(data)).toEqual([]);

    const third = start(data, await freePort());
    await third.until('Konsilium is ready');
    const accounts: { email: string; password: string }[] = JSON.parse(
      await readFile(path.join(data, 'demo-accounts.json'), 'utf8'),
    ).accounts;
    const [, port] = third.output.match(/localhost:(\d+)/) ?? [];
    for (const { email, password } of accounts.slice(0, 3)) {
      const reply = await fetch(`http://127.0.0.1:${port}/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-requested-with': 'konsilium' },
        body: JSON.stringify({ email, password }),
      });
      expect(reply.status, email).toBe(200);
    }
    third.signal('SIGINT');
    expect(await third.ended).toBe(0);
  }, 240_000);

  it('three at once: one starts, the others say why not', async () => {
    const data = path.join(folder, 'together');
    const programs = await Promise.all(
      Array.from({ length: 3 }, async () =>
        runProgram(
          'api/main.ts',
          { KONSILIUM_DATA: data, KONSILIUM_DEMO: 'off', PORT: String(await freePort()) },
          ['--without-web'],
        ),
      ),
    );
    const ready = await Promise.allSettled(programs.map((program) => program.until('Konsilium is ready')));
    expect(ready.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const [at, program] of programs.entries()) {
      if (ready[at]?.status === 'fulfilled') program.signal('SIGTERM');
      else expect(program.complaints).toMatch(/^Konsilium runs already on the data folder [^\n]+\.\n$/);
      await program.ended;
    }
    expect(await processesNaming(data)).toEqual([]);
  }, 120_000);
});
