import { readConfig } from './config.ts';
import { startWorker } from './jobs.ts';
import { runAsProgram } from './platform/program.ts';
import { openServices } from './start.ts';

/** `npm run worker`: the jobs alone, beside API processes that run with KONSILIUM_WORKER=off. */
runAsProgram(async () => {
  const opened = await openServices(readConfig(), () => undefined);
  const worker = await startWorker(opened.services, opened.connected.worker);
  opened.services.logger.info('worker started');
  return async () => {
    await worker.stop();
    await opened.close();
  };
});
