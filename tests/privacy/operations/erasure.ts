import { randomUUID } from 'node:crypto';
import { findActor } from '../../../api/access/actor.ts';
import { requestErasure } from '../../../api/erasure/request-erasure.ts';
import { createAccount } from '../../support/world.ts';
import { accountHolders, admins, passwordOf, type Role, type Stage } from '../stage.ts';

interface Scene {
  stage: Stage;
  role: Role;
}

/** The shares of the two admins are needed. */
const dispensable = accountHolders.filter((role) => !admins.includes(role));

const nothingAskedFor = ({ stage }: Scene) => stage.owner.query('DELETE FROM erasure.erasure');

/** An erasure of somebody in no role that has a step to try again. */
async function stuck(scene: Scene): Promise<string> {
  const { server, owner } = scene.stage;
  const { id } = await createAccount(server, {});
  const erasure = randomUUID();
  await owner.query(
    `INSERT INTO erasure.erasure (id, cause, account_id, starts_at) VALUES ($1, 'MEMBER', $2, date_trunc('hour', now()) + interval '1 day')`,
    [erasure, id],
  );
  await owner.query(
    `INSERT INTO erasure.step (erasure_id, name, state, answer) VALUES ($1, 'bugsnag', 'REFUSED', 'HTTP 403')`,
    [erasure],
  );
  return erasure;
}

/** Somebody's erasure that another admin has asked for. */
async function asked({ stage }: Scene): Promise<string> {
  const { id } = await createAccount(stage.server, {});
  const erasure = randomUUID();
  await stage.owner.query(
    `INSERT INTO erasure.erasure (id, cause, account_id, starts_at, requested_by)
      VALUES ($1, 'REQUEST', $2, date_trunc('hour', now()) + interval '7 days', $3)`,
    [erasure, id, randomUUID()],
  );
  return erasure;
}

export const erasureQueries = { myErasure: { worksFor: accountHolders } };

export const erasureMutations = {
  requestErasure: {
    worksFor: dispensable,
    async variables(scene: Scene) {
      await nothingAskedFor(scene);
      return [{ password: passwordOf(scene.stage, scene.role) }];
    },
  },
  cancelErasure: {
    worksFor: dispensable,
    async variables(scene: Scene) {
      await nothingAskedFor(scene);
      const { services } = scene.stage.server;
      const { id } = scene.stage.people[scene.role] ?? {};
      const actor = id && dispensable.includes(scene.role) ? await findActor(services.db.service, id) : null;
      if (actor) await requestErasure(services, actor);
      return [{}];
    },
  },
};

export const erasuresOfOperations = {
  refusedErasures: { worksFor: admins },
  erasures: {
    worksFor: admins,
    async variables(scene: Scene) {
      await stuck(scene);
      return [{ list: 'ALL', first: 100 }];
    },
  },
};

export const erasureActsOfOperations = {
  retryErasureStep: {
    worksFor: admins,
    variables: async (scene: Scene) => [{ erasureId: await stuck(scene), step: 'bugsnag' }],
  },
  approveErasure: {
    worksFor: admins,
    variables: async (scene: Scene) => [{ erasureId: await asked(scene) }],
  },
  requestErasureFor: {
    worksFor: admins,
    async variables(scene: Scene) {
      await nothingAskedFor(scene);
      return [{ accountId: scene.stage.people.member?.id ?? '', reference: 'Diarienummer 2026-17' }];
    },
  },
};
