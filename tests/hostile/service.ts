import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readDictionaries } from '../../api/accounts/weak-passwords.ts';
import { readConfig } from '../../api/config.ts';
import { startService } from '../../api/start.ts';
import type { Sample } from './measured-service.ts';

/**
 * The service in a process of its own, started as `npm start` does, which answers by IPC what it has cost so far. What the
 * threads of argon2, the decoders and the collector of garbage take is not counted: only what holds everybody up.
 */

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

function sample(): Sample {
  const { user, system } = process.threadCpuUsage();
  const longestDelay = delay.max / 1e6;
  delay.reset();
  return { cpu: (user + system) / 1000, longestDelay };
}

/** What is still needed: bytes of the heap and outside of it, after the collector of garbage. */
function held(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const running = await startService(readConfig(), {
  progress: () => undefined,
  prepare: async () => void (await readDictionaries()),
});
process.on('message', (question: 'sample' | 'held' | 'stop') => {
  if (question === 'sample') process.send?.(sample());
  else if (question === 'held') process.send?.(held());
  else void running.stop().then(() => process.exit());
});
// Nobody is left to serve.
process.on('disconnect', () => process.exit());
process.send?.({ port: running.port });
