import { readConfig } from './config.ts';
import { startWorker } from './jobs.ts';
import { runAsProgram } from './platform/program.ts';
import { openReadyServices } from './start.ts';
import { reportFatal } from './telemetry/errors/report-fatal.ts';

/** `npm run worker`: the jobs alone, beside API processes that run with KONSILIUM_WORKER=off. */
runAsProgram(async (told) => {
  const opened = await openReadyServices(readConfig(process.env, 'worker'), () => told.throwIfAborted());
  reportFatal(opened.services);
  const worker = await startWorker(opened.services, opened.connected.worker);
  opened.services.logger.info('worker started');
  return async () => {
    await worker.stop();
    await opened.close();
  };
});
