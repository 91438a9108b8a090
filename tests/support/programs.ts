import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Programs that tests need and npm does not carry. Suites that lack theirs are skipped, and say so. */
export const findChromium = () =>
  findProgram('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome');
/** One that keeps a history and a memory of forms, which the headless shell does not. */
export const findWholeChromium = () => findProgram('chromium', 'chromium-browser', 'google-chrome');
export const findRedis = () => findProgram('redis-server');

const cephPrograms = [
  'ceph-mon',
  'ceph-osd',
  'radosgw',
  'radosgw-admin',
  'ceph',
  'ceph-authtool',
  'monmaptool',
];

/** Whether all of Ceph is there that a gateway for S3 needs. */
export const hasCeph = () => cephPrograms.every((name) => findProgram(name) !== null);

/** The first of these that stands on PATH, with its folder. */
export function findProgram(...names: string[]): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here: try the next folder.
      }
    }
  }
  return null;
}
