import type { MeasuredService } from './measured-service.ts';

export interface Measured {
  label: string;
  /** Of the thread that serves everybody, in ms; the median where it was repeated. */
  cpu: number;
  wall: number;
  status: number;
  bytes: number;
}

interface Reply {
  status: number;
  text: string;
}

/** CPU on the event loop that no single request may take, in ms. */
export const mostCpu = 100;
/** From here on a request is repeated, and its median counts. */
const suspicious = 60;
const repetitions = 4;

/** Sends requests one at a time and keeps what each cost, and what went wrong. */
export class Sweep {
  readonly measured: Measured[] = [];
  readonly faults: string[] = [];
  readonly #service: Pick<MeasuredService, 'sample'>;
  #cpu = 0;

  constructor(service: Pick<MeasuredService, 'sample'>) {
    this.#service = service;
  }

  async #spent(): Promise<number> {
    const { cpu } = await this.#service.sample();
    const spent = cpu - this.#cpu;
    this.#cpu = cpu;
    return spent;
  }

  /** @param again sends the same once more; absent where that would be another act. */
  async send<Got extends Reply>(
    label: string,
    send: () => Promise<Got>,
    again: (() => Promise<unknown>) | null = send,
  ): Promise<Got> {
    // What happened since the last request belongs to nobody.
    await this.#spent();
    const began = performance.now();
    const reply = await send();
    const wall = performance.now() - began;
    const costs = [await this.#spent()];
    while (again && (costs[0] ?? 0) > suspicious && costs.length <= repetitions && wall < 5_000) {
      await again();
      costs.push(await this.#spent());
    }
    const measured = { label, cpu: median(costs), wall, status: reply.status, bytes: reply.text.length };
    this.measured.push(measured);
    if (measured.cpu > mostCpu) this.faults.push(`${label}: ${Math.round(measured.cpu)} ms of CPU`);
    if (reply.status >= 500 || reply.text.includes('INTERNAL_SERVER_ERROR')) {
      this.faults.push(`${label}: an error of ours (${reply.status})`);
    }
    return reply;
  }

  slowest(count: number): Measured[] {
    return [...this.measured].sort((one, other) => other.cpu - one.cpu).slice(0, count);
  }

  largest(count: number): Measured[] {
    return [...this.measured].sort((one, other) => other.bytes - one.bytes).slice(0, count);
  }
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** Asks after the health of the service ten times a second. */
export class HealthWatch {
  longest = 0;
  #running = true;
  readonly #ended: Promise<void>;

  constructor(url: string) {
    this.#ended = this.#watch(url);
  }

  async #watch(url: string): Promise<void> {
    while (this.#running) {
      const began = performance.now();
      await fetch(`${url}/healthz`).catch(() => undefined);
      this.longest = Math.max(this.longest, performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async end(): Promise<void> {
    this.#running = false;
    await this.#ended;
  }
}
