import { ensureWebBuild } from '../../api/platform/web-build.ts';
import { findChromium } from './programs.ts';

/** The pages that the browser tests open, built once; for nobody where there is no browser. */
export default async function setup(): Promise<void> {
  if (findChromium()) await ensureWebBuild(() => undefined);
}
