import { requestExport } from '../../../api/exports/request-export.ts';
import { accountHolders, passwordOf, type Role, type Stage } from '../stage.ts';

interface Scene {
  stage: Stage;
  role: Role;
}

/** A wrong password, then the right one. */
const withPassword = ({ stage, role }: Scene) => [
  { password: 'fel lösenord' },
  { password: passwordOf(stage, role) },
];

/** Whatever is under way or has been asked for too often is gone. */
const anew = async (scene: Scene) => {
  await scene.stage.owner.query('DELETE FROM exports.archive');
  return withPassword(scene).slice(1);
};

export const exportQueries = {
  myDataExport: {
    worksFor: accountHolders,
    async variables({ stage, role }: Scene) {
      const { services } = stage.server;
      const { id } = stage.people[role] ?? {};
      await stage.owner.query('DELETE FROM exports.archive');
      if (id) await requestExport(services, id, new Uint8Array(32));
      return [{}];
    },
  },
};

export const exportMutations = {
  requestDataExport: { worksFor: accountHolders, variables: anew },
  unlockDataExport: { worksFor: [], variables: withPassword },
  discardDataExport: { worksFor: accountHolders },
};
