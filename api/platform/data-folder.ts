import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from './plain-error.ts';

/** Makes the folder if need be. @throws PlainError when nothing can be written there. */
export async function openDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new PlainError(
      `The data folder ${folder} cannot be written to. Set KONSILIUM_DATA to a folder that can.`,
    );
  }
}

/**
 * Holds the folder for this process: two services on one data folder would ruin it.
 * @returns gives it back.
 * @throws PlainError while another process holds it.
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'konsilium.pid');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${process.pid}\n`);
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new PlainError(
          `The data folder ${folder} cannot be written to. Set KONSILIUM_DATA to a folder that can.`,
        );
      }
    }
    const pid = await dataFolderHolder(folder);
    if (pid !== null) {
      throw new PlainError(
        `Konsilium runs already on the data folder ${folder} (process ${pid}). Stop it first, or set KONSILIUM_DATA to another folder.`,
      );
    }
    await rm(file, { force: true });
  }
  throw new PlainError(`The data folder ${folder} is being opened by another process.`);
}

/** The process that holds the folder; null when none does. */
export async function dataFolderHolder(folder: string): Promise<number | null> {
  const text = await readFile(path.join(folder, 'konsilium.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return (await isNode(pid)) ? pid : null;
}

async function isNode(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  // The number may have gone to another program since.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('node');
}

/** A secret that is made on first use and kept in the folder, readable by its owner alone. */
export async function keptSecret(folder: string, name: string, make: () => string): Promise<string> {
  const file = path.join(folder, name);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return known.trim();
  const secret = make();
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}

export const randomSecret = (): string => randomBytes(32).toString('base64url');
