import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccount } from '../../../api/accounts/create-account.ts';
import { readConfig } from '../../../api/config.ts';
import { runCeremony } from '../../../api/identity/run-ceremony.ts';
import { dataFolderHolder } from '../../../api/platform/data-folder.ts';
import { asOwner } from '../../../api/platform/database/database.ts';
import type { PhysicianId } from '../../../api/platform/ids.ts';
import { type OpenedServices, withServices } from '../../../api/start.ts';
import { acceptNewest } from '../../../api/terms/accept-terms.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { seedBulk } from '../../../prisma/seed/bulk/seed-bulk.ts';
import { Client } from '../../support/graphql.ts';
import { runProgram } from '../../support/program.ts';

/** What `npm start` gives to Node. */
const startArguments = packageJson.scripts.start.split(' ').slice(1);
const password = 'grönt te i granskogen';

/** The product in a process of its own, as `npm start` runs it, with a forum of some size and people who sign in. */
export interface BenchService {
  readonly url: string;
  readonly pid: number;
  readonly members: readonly Client[];
  /** Members' addresses, in the same order. */
  readonly emails: readonly string[];
}

/** Starts it, and stops it when `work` is done. */
export async function withBenchService<Result>(
  size: { consultations: number; members: number },
  work: (service: BenchService) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-bench-'));
  // The embedded database is another user's than root's.
  await chmod(folder, 0o755);
  const port = await freePort();
  const env = {
    NODE_ENV: 'test',
    PORT: String(port),
    KONSILIUM_DATA: folder,
    KONSILIUM_DEMO: 'off',
    KONSILIUM_LOG_LEVEL: 'error',
  };
  const [first = '', ...others] = startArguments;
  const program = runProgram(first, env, others);
  try {
    await program.until('Konsilium is ready');
    const pid = await dataFolderHolder(folder);
    if (pid === null) throw new Error('nobody holds the data folder');
    const url = `http://127.0.0.1:${port}`;
    const emails = await withServices(readConfig(env), (opened) => fill(opened, size));
    const members: Client[] = [];
    for (const email of emails) {
      const client = new Client(url);
      const { status } = await client.signIn(email, password);
      if (status !== 200) throw new Error(`sign-in was refused: ${status}`);
      members.push(client);
    }
    return await work({ url, pid, members, emails });
  } finally {
    program.signal('SIGTERM');
    await program.ended;
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(
  { services, connected }: OpenedServices,
  size: { consultations: number; members: number },
): Promise<string[]> {
  const { clock } = services;
  const admins = ['ett@bench.test', 'tva@bench.test'];
  for (const email of admins) {
    const account = { email, name: email, password, specialtyCode: null, licenceNumber: null };
    await createAccount(services, { ...account, verified: false, technicalAdmin: true });
  }
  const emails: string[] = [];
  const ids: PhysicianId[] = [];
  for (let number = 0; number < size.members; number += 1) {
    const name = `medlem${number}`;
    const licence = { specialtyCode: 'internmedicin', licenceNumber: name, verified: true };
    emails.push(`${name}@bench.test`);
    ids.push(await createAccount(services, { email: `${name}@bench.test`, name, password, ...licence }));
  }
  await acceptNewest(services, ids);
  await asOwner(connected.owner ?? '', async (owner) => {
    await runCeremony(owner, clock, {
      threshold: 2,
      admins: admins.map((email) => ({ email, passphrase: 'granris och blåbär' })),
      workFactor: 2,
    });
    const bulk = { consultations: size.consultations, answers: 8, seed: 1 };
    await seedBulk(services, owner, bulk, () => undefined);
  });
  return emails;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
