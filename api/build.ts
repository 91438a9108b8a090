import { failProgram } from './platform/program.ts';
import { ensureWebBuild } from './platform/web-build.ts';

/** `npm run build`: the web pages, for an image that starts without building. */
ensureWebBuild((step) => process.stdout.write(`${step} …\n`)).catch(failProgram);
