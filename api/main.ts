import { seedDemo } from '../prisma/seed/demo/seed-demo.ts';
import { readDictionaries } from './accounts/weak-passwords.ts';
import { readConfig } from './config.ts';
import { runAsProgram } from './platform/program.ts';
import { ensureWebBuild } from './platform/web-build.ts';
import { startService } from './start.ts';
import { reportFatal } from './telemetry/errors/report-fatal.ts';

/** `npm start`: the whole product in one process. `--without-web` leaves the pages to Vite's own server. */

const say = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();

runAsProgram(async (told) => {
  told.addEventListener('abort', () => say('\nStopping …'));
  const progress = (step: string) => {
    told.throwIfAborted();
    say(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step} …`);
  };
  const config = readConfig();
  let demo: string[] = [];
  const running = await startService(config, {
    progress,
    async prepare(opened) {
      reportFatal(opened.services);
      await readDictionaries();
      if (!process.argv.includes('--without-web')) await ensureWebBuild(progress);
      if (config.demo) demo = await seedDemo(opened, progress, told);
    },
  });
  say(`\nKonsilium is ready: ${config.publicUrl}   (Ctrl-C stops it)\n`);
  for (const line of demo) say(line);
  return async () => {
    await running.stop();
    say('Stopped.');
  };
});
