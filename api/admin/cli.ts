import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { changeRole, type GrantableRole } from '../accounts/change-role.ts';
import { createAccount } from '../accounts/create-account.ts';
import { checkPassword } from '../accounts/policy.ts';
import { verifyAudit } from '../audit/data.ts';
import { readConfig } from '../config.ts';
import { generateKeyring } from '../identity/crypto/keyring.ts';
import { ceremonyWarning, runCeremony } from '../identity/run-ceremony.ts';
import { asOwner } from '../platform/database/database.ts';
import { PlainError } from '../platform/plain-error.ts';
import { runAsCommand } from '../platform/program.ts';
import { refusalSentence } from '../platform/refusal.ts';
import { countDue } from '../retention/apply-retention.ts';
import { type OpenedServices, withServices as openFor } from '../start.ts';
import { askNewSecret, makePassphrase, say } from './terminal.ts';

/** `npm run -s admin -- …`: what the operator does at the terminal, on the database that the settings name. */

function withServices<Result>(work: (opened: OpenedServices) => Promise<Result>): Promise<Result> {
  return openFor(readConfig(), work);
}

const program = new Command('npm run -s admin --')
  .description('Konsilium at the terminal. Works beside a running service.')
  .showHelpAfterError();

program
  .command('keyring')
  .description('print a fresh keyring for KONSILIUM_KEYRING; keep it as you keep the keys of the house')
  .action(() => say(generateKeyring()));

program
  .command('ceremony')
  .description(
    "make the technical admins' shared key: a new epoch, and one encrypted share file for each of them",
  )
  .requiredOption('--admins <emails>', 'technical admins, separated by commas', (text) => text.split(','))
  .option('--threshold <t>', 'how many of them it takes to open a seal', positive, 2)
  .requiredOption('--out <folder>', 'where the share files are written, to be handed out and then deleted')
  .option(
    '--generate-passphrases',
    'make the passphrases and print them, instead of asking each admin to type hers',
  )
  .action(async ({ admins, threshold, out, generatePassphrases }) => {
    const warning = ceremonyWarning(threshold);
    if (warning) say(`Warning: ${warning.en}\n`);
    await requireEmptyFolder(out);
    const holders: { email: string; passphrase: string }[] = [];
    for (const email of admins as string[]) {
      const passphrase = generatePassphrases
        ? makePassphrase()
        : await askNewSecret(`Passphrase of ${email}`);
      holders.push({ email, passphrase });
    }
    const result = await withServices(({ services, connected }) => {
      if (!connected.owner)
        throw new PlainError('A ceremony needs DATABASE_URL: the login that owns the database.');
      return asOwner(connected.owner, (owner) =>
        runCeremony(owner, services.clock, { threshold, admins: holders }),
      );
    });
    say(`Epoch ${result.epoch}: any ${result.threshold} of ${result.files.length} open a seal.`);
    for (const [at, { email, index, file }] of result.files.entries()) {
      const target = path.join(out, `konsilium-epoch-${result.epoch}-share-${index}.age`);
      const written = await writeFile(target, file, { mode: 0o600, flag: 'wx' }).then(
        () => target,
        // The epoch holds already: a share that is lost here is lost for good. Encrypted as it is, it may be shown.
        (error: Error) => `could not be written (${error.message}); keep this text as its file:\n${file}\n`,
      );
      say(`  ${email}: ${written}${generatePassphrases ? `   passphrase ${holders[at]?.passphrase}` : ''}`);
    }
    say('Hand each file to its admin and delete it here. No copy of the key itself exists.');
  });

const account = program.command('account').description('accounts');
account
  .command('create')
  .description('make an account; asks for its password, or makes one')
  .requiredOption('--email <address>')
  .requiredOption('--name <name>')
  .option('--specialty <code>', 'for a physician, such as allmanmedicin')
  .option('--licence <number>', 'for a physician')
  .option('--verified', 'the licence has been seen: a physician from now on', false)
  .option('--moderator', 'a moderator as well', false)
  .option('--technical-admin', 'a technical admin', false)
  .option('--generate-password', 'make the password and print it', false)
  .action(async (options) => {
    const password = options.generatePassword ? makePassphrase() : await askNewSecret('Password');
    const own = [options.email, options.name, options.licence ?? ''];
    const [fault] = await checkPassword('password', password, own);
    if (fault) throw new PlainError(refusalSentence(fault.code, 'en'));
    const id = await withServices(({ services }) =>
      createAccount(services, {
        email: options.email,
        name: options.name,
        password,
        specialtyCode: options.specialty ?? null,
        licenceNumber: options.licence ?? null,
        verified: options.verified,
        moderator: options.moderator,
        technicalAdmin: options.technicalAdmin,
      }),
    );
    say(`Account ${id}${options.generatePassword ? `   password ${password}` : ''}`);
  });

const roles: Record<string, GrantableRole> = { moderator: 'moderator', 'technical-admin': 'technicalAdmin' };
const role = program.command('role').description('roles: moderator, technical-admin');
for (const [name, granted] of [
  ['grant', true],
  ['revoke', false],
] as const) {
  role
    .command(name)
    .argument('<role>', 'moderator or technical-admin')
    .argument('<email>')
    .action(async (roleName: string, email: string) => {
      const chosen = roles[roleName];
      if (!chosen)
        throw new PlainError(`There is no role ${roleName}; there are ${Object.keys(roles).join(' and ')}.`);
      await withServices(({ services }) => changeRole(services, { email, role: chosen, granted }));
      say(`${email}: ${roleName} ${granted ? 'granted' : 'revoked'}.`);
    });
}

const audit = program.command('audit').description('the record that nobody can alter');
audit
  .command('verify')
  .description('read the whole chain and name the first broken entry; exit status 1 if there is one')
  .action(async () => {
    const verdict = await withServices(({ services }) =>
      verifyAudit(services.db.service, services.keyring.auditSigningKey.publicKeyPem),
    );
    if (verdict.ok) {
      say(`The chain holds: ${verdict.entries} entries, ${verdict.checkpoints} signed checkpoints.`);
      return;
    }
    say(`The chain is broken at entry ${verdict.firstBroken} (${verdict.why}).`);
    process.exitCode = 1;
  });
audit
  .command('checkpoints')
  .description('print the signed checkpoints as JSON lines, to be kept on another machine')
  .action(async () => {
    await withServices(async ({ services }) => {
      const rows = await services.db.service.auditCheckpoint.findMany({ orderBy: { seq: 'asc' } });
      for (const { seq, hash, at, publicKey, signature } of rows) {
        const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
        say(
          JSON.stringify({
            seq: Number(seq),
            hash: hex(hash),
            at: at.toISOString(),
            publicKey: hex(publicKey),
            signature: hex(signature),
          }),
        );
      }
    });
  });

program
  .command('retention')
  .description('what the table of retention says is due: how many of each, and nothing of whom')
  .requiredOption('--dry-run', 'count and change nothing; the nightly job does the rest')
  .action(async () => {
    const counts = await withServices(({ services }) => countDue(services));
    for (const { id, count } of counts) say(`${id}: ${count}`);
  });

/** Before the ceremony: afterwards nothing must keep the shares from being written. */
async function requireEmptyFolder(folder: string): Promise<void> {
  const probe = path.join(folder, '.konsilium');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(probe, '', { flag: 'wx' });
    await rm(probe);
  } catch {
    throw new PlainError(`The folder ${folder} cannot be written to.`);
  }
  if ((await readdir(folder)).length > 0) {
    throw new PlainError(`The folder ${folder} is not empty: name a new one for the share files.`);
  }
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return number;
}

runAsCommand(program.parseAsync());
