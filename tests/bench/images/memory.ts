import { readFileSync } from 'node:fs';

const sampleMs = 20;

export interface PeakMemory {
  /** In MB: the most that the API process held. */
  api: number;
  /** In MB: the most that it and the decoders it had at that moment held together, each process's whole RSS counted. */
  all: number;
  /** How many decoders there were at that most. */
  decoders: number;
}

/** Samples /proc until told to stop. The database is another server's matter and is left out. */
export function watchMemory(pid: number): { stop(): PeakMemory } {
  const peak: PeakMemory = { api: 0, all: 0, decoders: 0 };
  const look = () => {
    const api = residentMegabytes(pid);
    const decoders = childrenOf(pid).filter(isDecoder);
    const all = decoders.reduce((sum, decoder) => sum + residentMegabytes(decoder), api);
    peak.api = Math.max(peak.api, api);
    if (all > peak.all) Object.assign(peak, { all, decoders: decoders.length });
  };
  look();
  const timer = setInterval(look, sampleMs);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

export const residentMegabytes = (pid: number): number => readMegabytes(pid, 'VmRSS');

/** The most that a process has held so far; 0 once it is gone. */
export const peakMegabytes = (pid: number): number => readMegabytes(pid, 'VmHWM');

function readMegabytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readProc(pid, 'status'));
  return Number(line?.[1] ?? 0) / 1024;
}

const childrenOf = (pid: number): number[] =>
  readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);

const isDecoder = (pid: number): boolean => readProc(pid, 'cmdline').includes('images/decoding/decoder.js');

/** Empty once the process is gone. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
