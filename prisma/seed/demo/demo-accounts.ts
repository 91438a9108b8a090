import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DemoAccounts, demoAccountsFile, demoAccountsPath } from '../../../api/access/demo-accounts.ts';
import { makePassphrase } from '../../../api/admin/terminal.ts';
import type { Config } from '../../../api/config.ts';
import { demoCast } from './cast.ts';
import type { DemoPerson } from './types.ts';

export interface DemoSecrets {
  of(person: DemoPerson): { password: string; passphrase: string };
}

/** Fresh secrets for this installation alone: nothing that opens a demo account is in the repository. */
export function drawSecrets(): DemoSecrets {
  const drawn = new Map<string, { password: string; passphrase: string }>();
  return {
    of({ key }) {
      const known = drawn.get(key);
      if (known) return known;
      const [first, second, third] = makePassphrase().split('-');
      const fresh = { password: `${first}-${second}-${third}`, passphrase: makePassphrase() };
      drawn.set(key, fresh);
      return fresh;
    },
  };
}

/** Writes `demo-accounts.json` and the share files beside it, readable by their owner alone. */
export async function writeDemoAccounts(
  config: Config,
  secrets: DemoSecrets,
  shareFiles: ReadonlyMap<string, string>,
): Promise<void> {
  const folder = path.join(config.dataFolder, 'demo-shares');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const accounts: DemoAccounts['accounts'] = [];
  for (const person of demoCast as readonly DemoPerson[]) {
    const { password, passphrase } = secrets.of(person);
    const account: DemoAccounts['accounts'][number] = {
      name: person.name,
      email: person.email,
      password,
      roles: rolesOf(person),
    };
    const share = shareFiles.get(person.email);
    if (share) {
      account.shareFile = path.join(folder, `${person.key}.age`);
      account.passphrase = passphrase;
      await writeFile(account.shareFile, share, { mode: 0o600 });
    }
    accounts.push(account);
  }
  const file = demoAccountsPath(config.dataFolder);
  await writeFile(file, `${JSON.stringify({ address: config.publicUrl, accounts }, null, 2)}\n`);
  await chmod(file, 0o600);
}

function rolesOf(person: DemoPerson): DemoAccounts['accounts'][number]['roles'] {
  return [
    ...(person.roles.includes('PHYSICIAN')
      ? [person.verified ? ('physician' as const) : ('unverified' as const)]
      : []),
    ...(person.roles.includes('MODERATOR') ? ['moderator' as const] : []),
    ...(person.roles.includes('TECHNICAL_ADMIN') ? ['technicalAdmin' as const] : []),
  ];
}

/** The lines that `npm start` ends with: a few accounts of each kind. Empty where the file is gone. */
export async function introduceDemo(config: Config): Promise<string[]> {
  const file = demoAccountsPath(config.dataFolder);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return [];
  const { accounts } = demoAccountsFile.parse(JSON.parse(text));
  const withRole = (role: DemoAccounts['accounts'][number]['roles'][number], most: number) =>
    accounts.filter(({ roles }) => roles.at(-1) === role).slice(0, most);
  const line = (account: DemoAccounts['accounts'][number]) =>
    `    ${account.email.padEnd(38)} ${account.password.padEnd(20)} ${account.name}`;
  return [
    'Demo accounts (invented people; the passwords were drawn for this installation):',
    '  Physicians',
    ...withRole('physician', 4).map(line),
    '  Registered, not yet verified',
    ...withRole('unverified', 1).map(line),
    '  Moderators',
    ...withRole('moderator', 2).map(line),
    '  Technical admins, each with her share of the key that opens a seal (any 2 of 3)',
    ...withRole('technicalAdmin', 3).flatMap((account) => [
      line(account),
      `      share file ${account.shareFile}`,
      `      passphrase ${account.passphrase}`,
    ]),
    `  All of them: ${file}`,
  ];
}
