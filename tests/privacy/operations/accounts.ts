import { passwordOfMark, randomLetters } from '../../support/canaries.ts';
import { createAccount } from '../../support/world.ts';
import type { Call, Scene, Variables } from '../operations.ts';
import { accountHolders, admins, passwordOf } from '../stage.ts';
import { newestVersion } from './terms.ts';

async function newcomer({ stage }: Scene): Promise<string> {
  const { id } = await createAccount(stage.server, { status: 'UNVERIFIED' });
  return id;
}

function registration({ stage }: Scene): Variables[] {
  const mark = `newcomer-${randomLetters(10)}`;
  const secrets = {
    name: `Kanarie ${mark}`,
    email: `${mark}@canary.test`,
    licenceNumber: `LEG-${mark}`,
    password: passwordOfMark(mark),
  };
  stage.aviary.add({ person: 'newcomer', kind: 'name' }, secrets.name);
  stage.aviary.add({ person: 'newcomer', kind: 'email' }, secrets.email);
  stage.aviary.add({ person: 'newcomer', kind: 'licence number' }, secrets.licenceNumber);
  stage.aviary.add({ person: 'newcomer', kind: 'password' }, secrets.password);
  return [{ input: { ...secrets, specialty: 'internmedicin', locale: 'sv', acceptedTerms: newestVersion } }];
}

/** Another password and the old one again: what comes after this signs in with the one that `hatch` gave her. */
function thereAndBack({ stage, role }: Scene): Variables[] {
  const [old, other] = [passwordOf(stage, role), `${passwordOf(stage, role)} till`];
  return [
    { oldPassword: old, newPassword: other },
    { oldPassword: other, newPassword: old },
  ];
}

export const accountMutations: Record<string, Call> = {
  register: { worksFor: ['signedOut', 'member'], variables: registration },
  changePassword: { worksFor: accountHolders, variables: thereAndBack },
  setLocale: { worksFor: accountHolders, variables: () => [{ locale: 'sv' }] },
};

export const accountsOfOperations: Record<string, Call> = {
  accounts: {
    worksFor: admins,
    variables: () => ['ALL', 'UNVERIFIED'].map((filter) => ({ filter, first: 100 })),
  },
};

export const accountActsOfOperations: Record<string, Call> = {
  verifyPhysician: {
    worksFor: admins,
    variables: async (scene) => [
      { accountId: await newcomer(scene), evidence: 'Legitimationen är kontrollerad.' },
    ],
  },
  refuseVerification: {
    worksFor: admins,
    variables: async (scene) => [
      { accountId: await newcomer(scene), statement: 'Legitimationen gick inte att styrka.' },
    ],
  },
};
