import { seedDemo } from '../prisma/seed/demo/seed-demo.ts';
import { readConfig } from './config.ts';
import { runAsProgram } from './platform/program.ts';
import { ensureWebBuild } from './platform/web-build.ts';
import { startService } from './start.ts';

/** `npm start`: the whole product in one process. `--without-web` leaves the pages to Vite's own server. */

const say = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();
const progress = (step: string) =>
  say(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step} …`);

runAsProgram(async () => {
  const config = readConfig();
  let demo: string[] = [];
  const running = await startService(config, {
    progress,
    async prepare(opened) {
      if (!process.argv.includes('--without-web')) await ensureWebBuild(progress);
      if (config.demo) demo = await seedDemo(opened, progress);
    },
  });
  say(`\nKonsilium is ready: ${config.publicUrl}   (Ctrl-C stops it)\n`);
  for (const line of demo) say(line);
  return async () => {
    say('\nStopping …');
    await running.stop();
    say('Stopped.');
  };
});
