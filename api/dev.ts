import { spawn } from 'node:child_process';

/**
 * `npm run dev`: the service restarted whenever its source changes, and Vite's server with hot reload in front of it.
 * Open the address that Vite prints.
 */
const children = [
  spawn('node', ['--watch', '--watch-preserve-output', 'api/main.ts', '--without-web'], { stdio: 'inherit' }),
  spawn('vite', [], { stdio: 'inherit' }),
];
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill('SIGTERM');
    process.exitCode ??= code ?? 0;
  });
}
