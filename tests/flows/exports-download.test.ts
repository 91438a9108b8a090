import { readdir, readlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeExports } from '../../api/exports/make-exports.ts';
import { askForExport, download } from '../support/archives.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

/** Files that this process holds open and whose path ends so. */
async function openFiles(end: string): Promise<number> {
  const handles = await readdir('/proc/self/fd');
  const paths = await Promise.all(
    handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => '')),
  );
  return paths.filter((path) => path.endsWith(end)).length;
}

describe('a download', () => {
  let server: TestServer;
  let member: Member;
  let id: string;

  beforeAll(async () => {
    server = await startTestServer({ env: { KONSILIUM_WORKER: 'off' } });
    member = await signInAs(server);
    id = String((await askForExport(member)).id);
    await makeExports(server.services);
  });
  afterAll(() => server?.close());

  test.skipIf(process.platform !== 'linux')(
    'leaves no file open when only its head was asked for',
    async () => {
      const address = `${server.url}/exports/${id}`;
      const head = await fetch(address, { method: 'HEAD', headers: { cookie: member.client.cookie } });
      expect(head.status).toBe(200);
      await vi.waitUntil(async () => (await openFiles(id)) === 0);
    },
  );

  test('is had so many times an hour and no more, whatever others do', async () => {
    let response = await download(server, member, id);
    let tries = 2;
    for (; response.status === 200 && tries < 60; tries += 1) {
      await response.arrayBuffer();
      response = await download(server, member, id);
    }
    expect(response.status).toBe(429);
    expect(tries).toBeLessThanOrEqual(22);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await signInAs(server);
    expect((await download(server, other, id)).status).toBe(404);
  });
});
