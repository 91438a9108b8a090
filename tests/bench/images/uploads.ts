import { Agent, request } from 'node:http';
import type { Client } from '../../support/graphql.ts';
import { upload } from '../../support/images.ts';
import { type Figure, quantile, say } from './figures.ts';
import { type PeakMemory, watchMemory } from './memory.ts';
import type { BenchService } from './service.ts';

const goals = { megabytes: 600, ratio: 2 };
const atOnce = 4;
const feedsPerSecond = 50;
const phases = 4;
const phaseMs = 8_000;

const feed = JSON.stringify({
  query: `query Feed { consultations(list: ACTIVITY, first: 20) { edges { cursor node { id title excerpt isMine
    postedAt answerCount byline { __typename } } } pageInfo { hasNextPage endCursor } } }`,
});

/**
 * Four members send 24 megapixels each at the same moment, again and again, while others read the feed at a steady rate
 * that waits for nobody. Quiet and busy phases take turns: what else the machine does is in both.
 */
export async function benchUploads(service: BenchService, photograph: Buffer): Promise<Figure[]> {
  const senders = service.members.slice(0, atOnce);
  await readFeedDuring(service, () => pause(2000));
  const quiet: number[] = [];
  const busy: number[] = [];
  const peak: PeakMemory = { api: 0, all: 0, decoders: 0 };
  let uploads = 0;
  for (let phase = 0; phase < phases; phase += 1) {
    const alone = await readFeedDuring(service, () => pause(phaseMs));
    const memory = watchMemory(service.pid);
    const meanwhile = await readFeedDuring(service, async () => {
      uploads += await sendFor(senders, photograph);
    });
    const { api, all, decoders } = memory.stop();
    peak.api = Math.max(peak.api, api);
    if (all > peak.all) Object.assign(peak, { all, decoders });
    say(
      `phase ${phase + 1}: feed p99 ${p99(alone)} ms of ${alone.length} quiet, ${p99(meanwhile)} ms of ` +
        `${meanwhile.length} during uploads; RSS up to ${all.toFixed(0)} MB, the API process ${api.toFixed(0)} MB`,
    );
    quiet.push(...alone);
    busy.push(...meanwhile);
  }
  const ratio = quantile(busy, 0.99) / quantile(quiet, 0.99);
  say(
    `${uploads} uploads of 24 megapixels, ${atOnce} at once. Feed at ${feedsPerSecond} a second, median ` +
      `${quantile(quiet, 0.5).toFixed(1)} and ${quantile(busy, 0.5).toFixed(1)} ms, p99 ${p99(quiet)} and ${p99(busy)} ms`,
  );
  return [
    {
      what: `RSS of the API process and its ${peak.decoders} decoders, ${atOnce} uploads at once`,
      measured: `${peak.all.toFixed(0)} MB`,
      goal: `< ${goals.megabytes} MB`,
      met: peak.all < goals.megabytes,
    },
    {
      what: 'of that the API process',
      measured: `${peak.api.toFixed(0)} MB`,
      goal: '',
      met: null,
    },
    {
      what: 'feed p99 during the uploads : quiet',
      measured: ratio.toFixed(2),
      goal: `< ${goals.ratio}`,
      met: ratio < goals.ratio,
    },
  ];
}

/** @returns how many were sent. */
async function sendFor(senders: readonly Client[], photograph: Buffer): Promise<number> {
  const until = performance.now() + phaseMs;
  let sent = 0;
  while (performance.now() < until) {
    const replies = await Promise.all(senders.map((sender) => upload(sender, photograph)));
    for (const { status, text } of replies) if (status !== 200) throw new Error(`refused: ${status} ${text}`);
    sent += replies.length;
  }
  return sent;
}

/** @returns milliseconds of each reading, from the moment at which it was due. */
async function readFeedDuring(
  { url, members }: BenchService,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const reader = members.at(-1);
  if (!reader) throw new Error('nobody to read');
  const agent = new Agent({ keepAlive: true });
  const took: number[] = [];
  const readings: Promise<void>[] = [];
  const start = performance.now();
  let due = 0;
  const timer = setInterval(() => {
    for (; due <= performance.now() - start; due += 1000 / feedsPerSecond) {
      const from = start + due;
      const done = readFeed(agent, url, reader.cookie).then(() => void took.push(performance.now() - from));
      // Thrown below, where the service is stopped after it.
      done.catch(() => undefined);
      readings.push(done);
    }
  }, 2);
  try {
    await work();
    clearInterval(timer);
    await Promise.all(readings);
    return took;
  } finally {
    clearInterval(timer);
    agent.destroy();
  }
}

async function readFeed(agent: Agent, url: string, cookie: string): Promise<void> {
  try {
    await askForFeed(agent, url, cookie);
  } catch (error) {
    // The server let an idle connection go at the moment at which it was used again: a browser tries once more.
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    await askForFeed(agent, url, cookie);
  }
}

function askForFeed(agent: Agent, url: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/json', 'x-requested-with': 'konsilium' };
    const asked = request(new URL('/graphql', url), { method: 'POST', agent, headers }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      response.on('end', () => {
        // A feed of twenty is some kilobytes; an error is not.
        if (response.statusCode === 200 && size > 4000) resolve();
        else reject(new Error(`the feed was not read: ${response.statusCode}, ${size} bytes`));
      });
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(feed);
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const p99 = (values: readonly number[]): string => quantile(values, 0.99).toFixed(1);
