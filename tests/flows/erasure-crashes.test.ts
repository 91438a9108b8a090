import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { faultPoints } from '../../api/erasure/steps.ts';
import { generateKeyring, parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { createLogger } from '../../api/platform/logger.ts';
import type { ErasureErrand } from '../support/erase-and-die.ts';
import { untilErased } from '../support/erasure.ts';
import { type Everything, memberWithEverything } from '../support/member-with-everything.ts';
import { remains } from '../support/remains.ts';
import { holdTestCeremony, type ShareHolder } from '../support/vault.ts';
import { heldOf, type Processors, withProcessors } from '../support/with-processors.ts';
import { createWorld, type World } from '../support/world.ts';

describe('an erasure that is cut off', () => {
  const keyring = generateKeyring();
  let world: World;
  let processors: Processors;
  let holders: ShareHolder[];
  let said = '';

  beforeAll(async () => {
    world = await createWorld();
    const write = (line: string) => {
      said += line;
    };
    const logger = createLogger('debug', { write });
    world.services = { ...world.services, keyring: parseKeyring(keyring), logger };
    processors = await withProcessors(world);
    holders = await holdTestCeremony(world);
  });

  afterAll(async () => {
    await processors.close();
    await world.close();
  });

  /** Asked for, and not begun by this process. */
  async function ask(everything: Everything): Promise<void> {
    world.services.config.erasureCoolingOffDays = 1;
    world.services.config.erasureWindowHours = 0;
    await requestErasure(world.services, everything.member.actor);
    world.clock.advance(26 * 3_600_000);
  }

  async function provenGone(everything: Everything): Promise<void> {
    expect(await remains(world, everything, said)).toEqual([]);
    expect(heldOf(processors, everything.pseudonyms)).toEqual({ events: 0, profile: false, errors: 0 });
    expect([...processors.mixpanelErasure.erased]).toContain(everything.pseudonyms.mixpanel);
    expect([...processors.bugsnagData.erased]).toContain(everything.pseudonyms.bugsnag);
  }

  test('there is something to be found of her before, everywhere', async () => {
    const everything = await memberWithEverything(world, holders);
    const found = new Set((await remains(world, everything, said)).map((fault) => fault.split(':')[0]));
    for (const place of [
      'accounts.account.id',
      'forum.consultation.author_id',
      'forum.answer.body',
      'forum.revision.body',
      'forum.alias.id',
      'moderation.flag.note',
      'moderation.sanction.account_id',
      'moderation.sanction.alias_id',
      'moderation.decision.statement',
      'platform.session.sess',
      'telemetry.consent.account_id',
      'vault.seal.alias_id',
      'vault.opening_notice.alias_id',
      'mail.outgoing.account_id',
      'exports.archive.account_id',
      'terms.acceptance.account_id',
      'moderation.appeal.text',
    ]) {
      expect([...found]).toContain(place);
    }
    expect(heldOf(processors, everything.pseudonyms)).toEqual({ events: 4, profile: true, errors: 1 });
  });

  // Not a copy of the list: what the steps themselves name, so that a new one is cut off too.
  test('at every moment that the steps name goes on to its end, and nothing of her is left (#26 #43 #44 #45)', {
    timeout: 120_000,
  }, async () => {
    const everything = await memberWithEverything(world, holders);
    await ask(everything);
    const left = new Set(faultPoints());
    const cut = () => {
      let reached: (name: string) => void = () => undefined;
      const died = new Promise<string>((resolve) => {
        reached = resolve;
      });
      // Never settles again: nothing that stands after this moment is ever done.
      const atFaultPoint = (name: string) => {
        if (!left.delete(name)) return Promise.resolve();
        reached(name);
        return new Promise<void>(() => undefined);
      };
      return Promise.race([died, runErasures({ ...world.services, atFaultPoint }).then(() => null)]);
    };
    for (let quiet = 0; quiet < 12 && left.size > 0; ) {
      quiet = (await cut()) === null ? quiet + 1 : 0;
      world.clock.advance(quiet === 0 ? 6 * 60_000 : 30 * 60_000);
    }
    expect([...left]).toEqual([]);
    await untilErased(world);
    await provenGone(everything);
  });

  // Each kill takes a second or two, hence by default some. KILL_AT_EVERY_STEP=1: all that the steps name.
  const kills = process.env.KILL_AT_EVERY_STEP
    ? faultPoints()
    : [
        'pseudonyms:remembered',
        'anonymous_posts:alias',
        'mixpanel_events:requested',
        'bugsnag:created',
        'account:after',
      ];

  test('by killing the process goes on in another', { timeout: 60_000 + kills.length * 6000 }, async () => {
    const everything = await memberWithEverything(world, holders);
    await ask(everything);
    const left = new Set(kills);
    // What the processors are asked for comes after a pause; so does a lease that nobody gives back.
    for (let quiet = 0; quiet < 8 && left.size > 0; ) {
      world.clock.advance(31 * 60_000);
      const killedAt = await carryOnUntilKilled([...left]);
      if (killedAt !== null) expect(left.delete(killedAt)).toBe(true);
      quiet = killedAt === null ? quiet + 1 : 0;
    }
    expect([...left]).toEqual([]);
    world.clock.advance(31 * 60_000);
    await untilErased(world);
    await provenGone(everything);
  });

  /** In a process of its own. @returns the moment at which it was killed; null where it came to none of them. */
  async function carryOnUntilKilled(dieAt: string[]): Promise<string | null> {
    const { service, lookup } = world.database;
    const { config } = world.services;
    const now = world.clock.now().toISOString();
    const errand: ErasureErrand = { service, lookup, keyring, now, config, dieAt };
    const program = fileURLToPath(new URL('../support/erase-and-die.ts', import.meta.url));
    const child = spawn(process.execPath, [program, JSON.stringify(errand)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
    });
    const signal = await new Promise((resolve) => child.once('close', (_code, how) => resolve(how)));
    return signal === 'SIGKILL' ? told : null;
  }
});
