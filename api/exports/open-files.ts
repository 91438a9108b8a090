import path from 'node:path';
import type { Services } from '../services.ts';
import { type ArchiveFiles, archiveFolder } from './archive-files.ts';

/** Where this deployment keeps its archives. */
export function archiveFiles({ config, clock }: Pick<Services, 'config' | 'clock'>): ArchiveFiles {
  return archiveFolder(path.join(config.dataFolder, 'exports'), clock);
}
