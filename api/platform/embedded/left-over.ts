import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from '../plain-error.ts';
import { commandOf, isAlive } from '../processes.ts';

/** How long its fast shutdown may take. */
const patienceMs = 30_000;

/**
 * After a kill -9 of the service its database may still run: stops it before another is started on the same data. The
 * caller must hold the data folder, or this would stop the database of a service that lives.
 * @throws PlainError where it cannot be stopped, or where it cannot be known whether it is one.
 */
export async function stopLeftOver(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number.parseInt(text, 10);
  const runs = Number.isInteger(pid) && pid > 1 && isAlive(pid) ? await isPostgresOn(pid, cluster) : false;
  if (runs === false) {
    // PostgreSQL itself would refuse to start if the number belongs to another process by now.
    await rm(file, { force: true });
    return;
  }
  if (runs === true) {
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      throw new PlainError(
        `A PostgreSQL that another user started still runs on ${cluster} (process ${pid}).`,
      );
    }
    for (let waited = 0; waited < patienceMs && isAlive(pid); waited += 50) await pause(50);
    if (!isAlive(pid)) return;
  }
  throw new PlainError(`A PostgreSQL seems to run on ${cluster} still (process ${pid}). Stop it first.`);
}

/** Null where it cannot be known. */
async function isPostgresOn(pid: number, cluster: string): Promise<boolean | null> {
  // PostgreSQL works in its data folder, by whatever path that was named (Linux; elsewhere there is no such link).
  const workplace = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (workplace !== null) return workplace === (await realpath(cluster));
  const command = await commandOf(pid);
  if (command?.includes(cluster)) return true;
  return command === null || command.includes('postgres') ? null : false;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
