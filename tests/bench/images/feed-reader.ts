import { Agent, request } from 'node:http';
import { answerFrom } from './own-process.ts';

/** The program that reads the feed at a steady rate, which waits for nobody, for as long as it is told. */

export interface Reading {
  readonly url: string;
  readonly cookie: string;
  readonly perSecond: number;
  readonly milliseconds: number;
}

const feed = JSON.stringify({
  query: `query Feed { consultations(list: ACTIVITY, first: 20) { edges { cursor node { id title excerpt isMine
    postedAt answerCount byline { __typename } } } pageInfo { hasNextPage endCursor } } }`,
});

answerFrom(readFeed);

/** @returns milliseconds of each reading, from the moment at which it was due. */
async function readFeed({ url, cookie, perSecond, milliseconds }: Reading): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const took: number[] = [];
  const readings: Promise<void>[] = [];
  const start = performance.now();
  try {
    for (let due = 0; due < milliseconds; due += 1000 / perSecond) {
      const from = start + due;
      const early = from - performance.now();
      if (early > 0) await pause(early);
      const done = read(agent, new URL('/graphql', url), cookie).then(
        () => void took.push(performance.now() - from),
      );
      // Thrown below.
      done.catch(() => undefined);
      readings.push(done);
    }
    await Promise.all(readings);
    return took;
  } finally {
    agent.destroy();
  }
}

async function read(agent: Agent, url: URL, cookie: string): Promise<void> {
  try {
    await ask(agent, url, cookie);
  } catch (error) {
    // The server let an idle connection go at the moment at which it was used again: a browser tries once more.
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    await ask(agent, url, cookie);
  }
}

function ask(agent: Agent, url: URL, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/json', 'x-requested-with': 'konsilium' };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
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
