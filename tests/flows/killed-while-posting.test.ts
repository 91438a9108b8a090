import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateKeyring, parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { tendClaims } from '../../api/identity/tend-claims.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { ask, type Colleague, colleague, readList, readThread } from '../support/forum.ts';
import type { Errand } from '../support/post-and-die.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

/** A crash between claim and content must never leave a post without its owner, nor stand in her way afterwards. */
describe('the process is killed while it posts anonymously', () => {
  const keyring = generateKeyring();
  let world: World;
  let open: ConsultationId;

  beforeAll(async () => {
    world = await createWorld();
    world.services = { ...world.services, keyring: parseKeyring(keyring) };
    await holdTestCeremony(world);
    open = await ask(world, await colleague(world), false);
  });

  afterAll(() => world.close());

  function postAndDie(author: Colleague, errand: Pick<Errand, 'consultation' | 'die'>) {
    const { service, lookup } = world.database;
    const program = fileURLToPath(new URL('../support/post-and-die.ts', import.meta.url));
    const given: Errand = { ...errand, service, lookup, keyring, physician: author.actor.id };
    return new Promise<{ signal: string | null; said: string }>((resolve) => {
      const child = spawn(process.execPath, [program, JSON.stringify(given)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      child.once('exit', (_code, signal) => resolve({ signal, said }));
    });
  }

  async function count() {
    const { service: db } = world.services.db;
    const [claims, aliases, questions, answers] = await Promise.all([
      db.claim.count(),
      db.alias.count(),
      db.consultation.count(),
      db.answer.count(),
    ]);
    return { claims, aliases, posts: questions + answers };
  }

  test.each(['question', 'answer'] as const)('before the content: no %s, and she writes on', async (kind) => {
    const author = await colleague(world);
    const consultation = kind === 'question' ? null : open;
    const before = await count();
    const end = await postAndDie(author, { consultation, die: 'before the content' });
    expect(end).toEqual({ signal: 'SIGKILL', said: '' });
    expect(await count()).toEqual({ ...before, claims: before.claims + 1 });

    expect((await readList(world, author, 'MINE')).ids).toHaveLength(0);
    const id = await ask(world, author, true);
    expect(await readThread(world, author, id)).toMatchObject({ isMine: true });

    await tendClaims(world.services.db.service, world.services.keyring);
    await tendClaims(world.services.db.service, world.services.keyring);
    expect((await count()).claims).toBe((await count()).aliases);
    expect(await readThread(world, author, id)).toMatchObject({ isMine: true });
  });

  test.each(['question', 'answer'] as const)('after the content: the %s is hers', async (kind) => {
    const author = await colleague(world);
    const consultation = kind === 'question' ? null : open;
    const before = await count();
    const end = await postAndDie(author, { consultation, die: 'after the content' });
    expect(end).toEqual({ signal: 'SIGKILL', said: '' });
    const after = await count();
    expect(after).toEqual({
      claims: before.claims + 1,
      aliases: before.aliases + 1,
      posts: before.posts + 1,
    });
    expect((await readList(world, author, kind === 'question' ? 'MINE' : 'ANSWERED')).ids).toHaveLength(1);
  });
});
