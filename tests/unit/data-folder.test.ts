import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dataFolderHolder,
  keptSecret,
  lockDataFolder,
  randomSecret,
} from '../../api/platform/data-folder.ts';
import { beganAt } from '../../api/platform/processes.ts';

let folder: string;
const pidFile = () => path.join(folder, 'konsilium.pid');
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium folder å-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Another process that lives while `work` runs. */
async function besideAnother<Result>(work: (pid: number) => Promise<Result>): Promise<Result> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    return await work(child.pid ?? 0);
  } finally {
    child.kill('SIGKILL');
  }
}

describe('holding a data folder', () => {
  it('leaves nothing behind when it is given back', async () => {
    const giveBack = await lockDataFolder(folder);
    expect(await readdir(folder)).toEqual(['konsilium.pid']);
    await giveBack();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused while another process holds it', async () => {
    await besideAnother(async (pid) => {
      await writeFile(pidFile(), `${pid}\n${await beganAt(pid)}\n`);
      expect(await dataFolderHolder(folder)).toBe(pid);
      await expect(lockDataFolder(folder)).rejects.toThrow(`runs already on the data folder ${folder}`);
      expect(await readFile(pidFile(), 'utf8')).toContain(String(pid));
    });
  });

  it('is not refused because the number of a dead holder was given to somebody else', async () => {
    await besideAnother(async (pid) => {
      await writeFile(pidFile(), `${pid}\nanother beginning\n`);
      expect(await dataFolderHolder(folder)).toBeNull();
      await (await lockDataFolder(folder))();
    });
  });

  it.each(['', 'rubbish', '999999999\n1\n'])('takes over what a crash left: “%s”', async (left) => {
    await writeFile(pidFile(), left);
    const giveBack = await lockDataFolder(folder);
    expect(await readFile(pidFile(), 'utf8')).toMatch(new RegExp(`^${process.pid}\n`));
    await giveBack();
  });
});

describe('a kept secret', () => {
  it('is made once, also when many ask for it at once', async () => {
    const secrets = await Promise.all(
      Array.from({ length: 8 }, () => keptSecret(folder, 'secret', randomSecret)),
    );
    expect(new Set(secrets).size).toBe(1);
    expect(await readFile(path.join(folder, 'secret'), 'utf8')).toBe(`${secrets[0]}\n`);
  });

  it('is made again where a crash left an empty file', async () => {
    await writeFile(path.join(folder, 'secret'), '');
    const secret = await keptSecret(folder, 'secret', randomSecret);
    expect(secret.length).toBeGreaterThan(30);
    expect(await keptSecret(folder, 'secret', randomSecret)).toBe(secret);
  });
});
