import { strFromU8, unzipSync } from 'fflate';
import { makeExports } from '../../api/exports/make-exports.ts';
import { stepsInAll } from '../../api/exports/write-archive.ts';
import type { Member, TestServer } from './server.ts';

/** An archive as she finds it when she has unpacked it. */
export class Archive {
  readonly files: ReadonlyMap<string, string>;

  /** As they lie in the archive. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  #text: string | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = new Map(Object.entries(unzipSync(bytes)));
    this.files = new Map([...this.bytes].map(([path, file]) => [path, strFromU8(file)]));
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON whose shape its schema gives.
  json(name: string): any {
    return JSON.parse(this.files.get(`data/${name}.json`) ?? 'null');
  }

  /** All of it, pictures too: some megabytes, put together once. */
  get text(): string {
    this.#text ??= [...this.files].map(([path, content]) => `${path}\n${content}`).join('\n');
    return this.#text;
  }
}

export const parts = `id state stepsDone stepsInAll expiresAt downloadable`;
const requestDocument = `mutation ($password: String!) { requestDataExport(password: $password) {
  __typename ... on DataExport { ${parts} } ... on Refusal { code } } }`;

/** As her browser asks. */
export async function askForExport(member: Member, password = member.password) {
  const { data } = await member.client.graphql('physician', requestDocument, { password });
  return data?.requestDataExport as Record<string, unknown>;
}

export async function ownExport(member: Member) {
  const { data } = await member.client.graphql('physician', `{ myDataExport { ${parts} } }`);
  return data?.myDataExport as Record<string, unknown> | null;
}

export async function download(server: TestServer, { client }: Member, id: unknown): Promise<Response> {
  return fetch(`${server.url}/exports/${id}`, { headers: { cookie: client.cookie } });
}

/** Asks, has it made and unpacks it. */
export async function exportOf(server: TestServer, member: Member): Promise<Archive> {
  const asked = await askForExport(member);
  if (asked.__typename !== 'DataExport') throw new Error(JSON.stringify(asked));
  await makeExports(server.services);
  let found = await ownExport(member);
  // The service's own worker may have been the quicker one.
  for (let waited = 0; found?.state === 'MAKING' && waited < 100; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await ownExport(member);
  }
  if (found?.state !== 'READY' || found.stepsDone !== stepsInAll) throw new Error(JSON.stringify(found));
  const response = await download(server, member, found.id);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return new Archive(new Uint8Array(await response.arrayBuffer()));
}
