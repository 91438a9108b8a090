import { approveLookup } from '../../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../../api/lookups/open-lookup.ts';
import type { LookupId } from '../../../api/platform/ids.ts';
import { askForLookup, proveFor, type ShareHolder } from '../../support/vault.ts';
import type { Call, Scene } from '../operations.ts';
import { admins, physicians } from '../stage.ts';

const dayInMs = 24 * 60 * 60 * 1000;

function holderOf({ stage, role }: Scene): ShareHolder {
  const holder = stage.holders[role === 'secondAdmin' ? 1 : 0];
  if (!holder) throw new Error('nobody holds a share');
  return holder;
}

/** A lookup that the admin has requested; with `approved`, the second admin has approved it. */
async function requested(scene: Scene, approved = false): Promise<LookupId> {
  const { stage, thread } = scene;
  const [first, second] = stage.holders;
  if (!first || !second) throw new Error('nobody holds a share');
  const post = { alias: thread.alias, consultation: thread.question, physician: '' };
  const id = await askForLookup(stage.server, first, post as Parameters<typeof askForLookup>[2]);
  if (approved) {
    const partial = await proveFor(stage.server, second, id);
    await approveLookup(stage.server.services, second.grant, id, partial);
  }
  return id;
}

/** A lookup that the admin has opened; its author is told after so many days. */
async function opened(scene: Scene, lookupNoticeDays: number): Promise<LookupId> {
  const { services } = scene.stage.server;
  const [first] = scene.stage.holders;
  if (!first) throw new Error('nobody holds a share');
  const id = await requested(scene, true);
  const settings = { ...services, config: { ...services.config, lookupNoticeDays } };
  await openLookup(settings, first.grant, id, await proveFor(scene.stage.server, first, id));
  return id;
}

export const lookupNoticeQueries: Record<string, Call> = {
  lookupNotices: {
    worksFor: physicians,
    async variables(scene) {
      if (scene.role === 'author') await opened(scene, 0);
      return [{}];
    },
  },
};

export const lookupQueries: Record<string, Call> = {
  lookups: { worksFor: admins, variables: () => [{ first: 100 }] },
  lookup: {
    worksFor: admins,
    variables: async (scene) => [{ id: await requested(scene) }],
  },
  lookupSubject: {
    worksFor: admins,
    variables: ({ thread }) => [{ link: thread.question }, { link: thread.anonymous }],
  },
};

export const lookupMutations: Record<string, Call> = {
  requestLookup: {
    worksFor: admins,
    variables: ({ stage, thread }) => [
      {
        input: {
          aliasId: thread.alias,
          reason: 'IMMINENT_DANGER',
          text: stage.text(),
          caseReference: 'Ä 2026-17',
        },
      },
    ],
  },
  approveLookup: {
    worksFor: ['secondAdmin'],
    async variables(scene) {
      const id = await requested(scene);
      return [{ id, partial: await proveFor(scene.stage.server, holderOf(scene), id) }];
    },
  },
  refuseLookup: {
    worksFor: ['secondAdmin'],
    variables: async (scene) => [{ id: await requested(scene), statement: scene.stage.text() }],
  },
  openLookup: {
    worksFor: ['admin'],
    async variables(scene) {
      const id = await requested(scene, true);
      return [{ id, partial: await proveFor(scene.stage.server, holderOf(scene), id) }];
    },
  },
  extendLookupNotice: {
    worksFor: ['secondAdmin'],
    async variables(scene) {
      const until = new Date(scene.stage.server.services.clock.now().getTime() + 90 * dayInMs);
      return [
        {
          lookupId: await opened(scene, 30),
          until: until.toISOString().slice(0, 10),
          statement: scene.stage.text(),
        },
      ];
    },
  },
};
