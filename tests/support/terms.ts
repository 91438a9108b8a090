import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listReleases, ownReleases } from '../../api/terms/releases.ts';

/** The newest version that comes with the source code. */
export const newestVersion = (await listReleases(null)).at(-1)?.version ?? '';

export interface TermsFolder {
  path: string;
  /** Adds a version, with the texts of the newest and a sentence that only it has. Read by whoever opens the folder next. */
  with(version: string, kind: 'material' | 'minor', effectiveOn?: string): Promise<TermsFolder>;
  remove(): Promise<void>;
}

/** A folder of versions that begins as the source code's own. */
export async function copyTerms(from = ownReleases): Promise<TermsFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-terms-'));
  await cp(from, folder, { recursive: true });
  return {
    path: folder,
    async with(version, kind, effectiveOn = version) {
      // A process reads a folder once: what is added needs a folder of its own, as a new release of the service is one.
      const next = await copyTerms(folder);
      const own = path.join(next.path, version);
      await mkdir(own);
      const release = { effectiveOn, kind, summary: { sv: `Nytt i ${version}.`, en: `New in ${version}.` } };
      await writeFile(path.join(own, 'release.json'), JSON.stringify(release));
      for (const name of ['terms.sv', 'terms.en', 'privacy.sv', 'privacy.en']) {
        const text = await readFile(path.join(ownReleases, newestVersion, `${name}.md`), 'utf8');
        await writeFile(path.join(own, `${name}.md`), `${text}\nEn mening som bara ${version} har.\n`);
      }
      return next;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
