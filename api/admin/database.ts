import { Command } from 'commander';
import { seedBulk } from '../../prisma/seed/bulk/seed-bulk.ts';
import { seedDemo } from '../../prisma/seed/demo/seed-demo.ts';
import { type Config, readConfig } from '../config.ts';
import { requireAnswer, roleLoginsOf } from '../platform/database/connect.ts';
import { asOwner } from '../platform/database/database.ts';
import { dropEverything } from '../platform/database/drop-everything.ts';
import { migrate } from '../platform/database/migrate.ts';
import { makeRoleLogins } from '../platform/database/role-logins.ts';
import { PlainError } from '../platform/plain-error.ts';
import { runAsCommand } from '../platform/program.ts';
import { type OpenedServices, withServices } from '../start.ts';
import { say } from './terminal.ts';

/** `npm run db:migrate`, `db:reset` and `db:seed`. */

async function withOwner(work: (opened: OpenedServices, ownerUrl: string) => Promise<void>): Promise<void> {
  await withServices(readConfig(), async (opened) => {
    const { owner } = opened.connected;
    if (!owner) throw new PlainError('This needs DATABASE_URL: the login that owns the database.');
    await work(opened, owner);
  });
}

async function reachOwner({ database }: Config): Promise<string> {
  if (database.kind === 'embedded' || !database.ownerUrl) {
    throw new PlainError('This needs DATABASE_URL: the login that owns the database.');
  }
  await requireAnswer('DATABASE_URL', database.ownerUrl);
  return database.ownerUrl;
}

const program = new Command('npm run db:…');

program
  .command('migrate')
  .description('apply the migrations that the database lacks')
  .action(async () => {
    const told = (applied: string[]) =>
      say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
    const config = readConfig(process.env, 'migration');
    // The owner's login is all that it takes: no key, no other login.
    if (config.database.kind === 'external') return told(await migrate(await reachOwner(config)));
    await withOwner(async (_opened, ownerUrl) => told(await migrate(ownerUrl)));
  });

program
  .command('logins')
  .description(
    'make the logins of the three roles, or give them their passwords, as KONSILIUM_DATABASE_…_URL name them',
  )
  .action(async () => {
    const config = readConfig(process.env, 'migration');
    const logins = roleLoginsOf(config);
    if (logins.length === 0) throw new PlainError('This needs KONSILIUM_DATABASE_SERVICE_URL and its like.');
    await makeRoleLogins(await reachOwner(config), logins);
    say(`Ready: ${logins.map(({ setting }) => setting).join(', ')}.`);
  });

program
  .command('reset')
  .description('throw away everything in the database and make it anew, empty; never in production')
  .action(() =>
    withOwner(async ({ services }, ownerUrl) => {
      if (services.config.production)
        throw new PlainError('db:reset refuses to run with NODE_ENV=production.');
      await services.db.close();
      await dropEverything(ownerUrl);
      await migrate(ownerUrl);
      say('The database is empty. npm start (or npm run db:seed) puts the demo in again.');
    }),
  );

program
  .command('seed')
  .description('put in the demo, or with --consultations bulk data for measuring')
  .option('--consultations <n>', 'bulk: how many consultations', Number)
  .option('--answers <n>', 'bulk: answers to each', Number, 8)
  .option('--seed <n>', 'bulk: the same number makes the same texts, people and times', Number, 1)
  .action(({ consultations, answers, seed }) =>
    withOwner(async (opened, ownerUrl) => {
      if (opened.services.config.production)
        throw new PlainError('db:seed refuses to run with NODE_ENV=production.');
      const progress = (step: string) => say(`${step} …`);
      for (const line of await seedDemo(opened, progress)) say(line);
      if (consultations === undefined) return;
      await asOwner(ownerUrl, (owner) =>
        seedBulk(opened.services, owner, { consultations, answers, seed }, progress),
      );
    }),
  );

runAsCommand(program.parseAsync());
