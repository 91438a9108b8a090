import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { answerFrom } from './own-process.ts';

/** The program that sends a picture for several members at the same moment, again and again. */

export interface Sending {
  readonly url: string;
  /** A file. */
  readonly photograph: string;
  /** One for each upload at once. */
  readonly cookies: readonly string[];
  readonly milliseconds: number;
}

answerFrom(sendAgainAndAgain);

/** @returns how many were sent. */
async function sendAgainAndAgain({ url, photograph, cookies, milliseconds }: Sending): Promise<number> {
  const bytes = await readFile(photograph);
  const agent = new Agent({ keepAlive: true });
  const until = performance.now() + milliseconds;
  let sent = 0;
  try {
    while (performance.now() < until) {
      await Promise.all(cookies.map((cookie) => send(agent, new URL('/images', url), cookie, bytes)));
      sent += cookies.length;
    }
    return sent;
  } finally {
    agent.destroy();
  }
}

function send(agent: Agent, url: URL, cookie: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      'content-type': 'application/octet-stream',
      'content-length': bytes.length,
      'x-requested-with': 'konsilium',
      'x-upload-id': randomUUID(),
    };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`an upload was refused: ${response.statusCode}`));
      });
    });
    asked.on('error', reject);
    asked.end(bytes);
  });
}
