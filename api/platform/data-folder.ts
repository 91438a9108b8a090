import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from './plain-error.ts';
import { beganAt, isAlive } from './processes.ts';

/** Makes the folder if need be. @throws PlainError when nothing can be written there. */
export async function openDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw unwritable(folder);
  }
}

/**
 * Holds the folder for this process: two services on one data folder would ruin it.
 * @returns gives it back.
 * @throws PlainError while another process holds it.
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'konsilium.pid');
  const mark = `${process.pid}\n${(await beganAt(process.pid)) ?? ''}\n`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeNew(file, mark);
      return () => rm(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw unwritable(folder);
    }
    const holder = await dataFolderHolder(folder);
    if (holder !== null) throw held(folder, holder);
    await removeStale(folder, file);
  }
  throw new PlainError(`The data folder ${folder} is being opened by another process.`);
}

/** Takes away what a dead process left, and nothing that another one has put there in the meantime. */
async function removeStale(folder: string, file: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw unwritable(folder);
  }
  const holder = await holderIn(aside);
  if (holder !== null) await rename(aside, file);
  else await rm(aside, { force: true });
  if (holder !== null) throw held(folder, holder);
}

function held(folder: string, pid: number): PlainError {
  return new PlainError(
    `Konsilium runs already on the data folder ${folder} (process ${pid}). Stop it first, or set KONSILIUM_DATA to another folder.`,
  );
}

/** The process that holds the folder; null when none does. */
export function dataFolderHolder(folder: string): Promise<number | null> {
  return holderIn(path.join(folder, 'konsilium.pid'));
}

async function holderIn(file: string): Promise<number | null> {
  const [first = '', began = ''] = (await readSettled(file))?.split('\n') ?? [];
  const pid = Number.parseInt(first, 10);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return null;
  // The number may have been given to another process since: then that one began at another time.
  const beganNow = await beganAt(pid);
  return began === '' || beganNow === null || began === beganNow ? pid : null;
}

/** A secret that is made on first use and kept in the folder, readable by its owner alone. */
export async function keptSecret(folder: string, name: string, make: () => string): Promise<string> {
  const file = path.join(folder, name);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const known = (await readSettled(file))?.trim();
    if (known) return known;
    // Empty: its writer was ended at that very moment.
    if (known === '') await rm(file, { force: true });
    const secret = make();
    try {
      await writeNew(file, `${secret}\n`);
      return secret;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new PlainError(`The secret ${file} is being made by another process.`);
}

export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** @throws EEXIST where there is one already. A file that could not be written whole does not stay. */
async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** A file that another process may be writing at this moment: while it is empty, waits for it a little. Null: none. */
async function readSettled(file: string): Promise<string | null> {
  let text: string | null = null;
  for (let waited = 0; waited < 500; waited += 50) {
    text = await readFile(file, 'utf8').catch((error) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (text !== '') return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return text;
}

function unwritable(folder: string): PlainError {
  return new PlainError(
    `The data folder ${folder} cannot be written to. Set KONSILIUM_DATA to a folder that can.`,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
