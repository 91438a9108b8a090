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
const peakMegabytes = (pid: number): number => readMegabytes(pid, 'VmHWM');

/**
 * In MB: what of a process is not its own. Pages that others hold too, which are those of its program and libraries, count
 * to each by its share (proc(5): Pss). 0 once it is gone.
 */
function sharedMegabytes(pid: number): number {
  const rollup = readProc(pid, 'smaps_rollup');
  return megabytesIn(rollup, 'Rss') - megabytesIn(rollup, 'Pss');
}

const readMegabytes = (pid: number, field: 'VmRSS' | 'VmHWM') => megabytesIn(readProc(pid, 'status'), field);

function megabytesIn(text: string, field: string): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text);
  return Number(line?.[1] ?? 0) / 1024;
}

/** Of a process that is watched from outside. */
export interface Peak {
  /** In MB: the most that was resident, each page counted whole. */
  resident: number;
  /** In MB: the same, what is shared with other processes counted by its share. */
  proportional: number;
}

const peakSampleMs = 5;
/** It walks all pages, and what is shared hardly changes. */
const sharedEvery = 5;

/** Watches whichever processes `pids` names at the moment, and tells of the largest. */
export function watchPeak(pids: () => readonly number[]): { stop(): Peak } {
  let resident = 0;
  let shared = 0;
  let looks = 0;
  const look = () => {
    for (const pid of pids()) {
      resident = Math.max(resident, peakMegabytes(pid));
      if (looks % sharedEvery === 0) shared = sharedMegabytes(pid) || shared;
    }
    looks += 1;
  };
  const timer = setInterval(look, peakSampleMs);
  return {
    stop() {
      clearInterval(timer);
      looks = 0;
      look();
      return { resident, proportional: resident - shared };
    },
  };
}

export const childrenOf = (pid: number): number[] =>
  readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);

const isDecoder = (pid: number): boolean =>
  readProc(pid, 'cmdline').includes('images/decoding/image-decoder.js');

/** Empty once the process is gone. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
