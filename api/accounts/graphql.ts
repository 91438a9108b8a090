import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { requireTechnicalAdmin } from '../access/grants.ts';
import { builder, connectionOf, everywhere, refusable } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { pageRequest } from '../platform/pages.ts';
import { SpecialtyType } from '../specialties/graphql.ts';
import { findSpecialty } from '../specialties/specialties.ts';
import { changePassword } from './change-password.ts';
import { listAccounts } from './data.ts';
import { refuseVerification } from './refuse-verification.ts';
import { registerAccount } from './register-account.ts';
import { setLocale } from './set-locale.ts';
import type { AccountRecord, PhysicianProfile } from './types.ts';
import { verifyPhysician } from './verify-physician.ts';

const AccountStatusEnum = builder.enumType('AccountStatus', {
  subGraphs: everywhere,
  description: 'How an account stands.',
  values: ['REFUSED', 'UNVERIFIED', 'VERIFIED'] as const,
});

const LocaleEnum = builder.enumType('Locale', { subGraphs: everywhere, values: ['en', 'sv'] as const });

export const PhysicianProfileType = builder.objectRef<PhysicianProfile>('PhysicianProfile').implement({
  subGraphs: ['physician', 'moderation'],
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    specialty: t.field({
      type: SpecialtyType,
      nullable: true,
      resolve: ({ specialtyCode }) => findSpecialty(specialtyCode),
    }),
  }),
});

const ViewerType = builder.objectRef<Actor>('Viewer').implement({
  subGraphs: everywhere,
  description: 'The account that is signed in.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    email: t.exposeString('email'),
    status: t.field({ type: AccountStatusEnum, resolve: ({ status }) => status }),
    isModerator: t.exposeBoolean('isModerator'),
    isTechnicalAdmin: t.exposeBoolean('isTechnicalAdmin'),
    specialty: t.field({
      type: SpecialtyType,
      nullable: true,
      resolve: ({ specialtyCode }) => findSpecialty(specialtyCode),
    }),
    locale: t.field({ type: LocaleEnum, resolve: ({ locale }) => locale }),
    pageMarker: t.string({
      description:
        'What a page names, as `extensions.drawnFor` and in `x-drawn-for` of uploads, as whom it was drawn for. Of this session alone.',
      resolve: (_actor, _args, { pageMarker }) => pageMarker(),
    }),
    draftKey: t.string({
      subGraphs: ['physician'],
      description:
        'Under which the browser encrypts drafts: 32 bytes, of this session alone. It is kept in memory only.',
      resolve: (_actor, _args, { draftKey }) => draftKey(),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    nullable: true,
    subGraphs: everywhere,
    description: 'Null when nobody is signed in.',
    resolve: (_root, _args, { actor }) => actor,
  }),
);

builder.mutationField('setLocale', (t) =>
  t.field({
    type: ViewerType,
    subGraphs: ['physician'],
    errors: refusable('SetLocaleResult', 'physician'),
    args: { locale: t.arg({ type: LocaleEnum }) },
    resolve: (_root, { locale }, context) => setLocale(context.services, signedIn(context), locale),
  }),
);

const PasswordChangedType = builder.objectRef<{ changed: true }>('PasswordChanged').implement({
  subGraphs: ['physician'],
  fields: (t) => ({ changed: t.exposeBoolean('changed') }),
});

builder.mutationField('changePassword', (t) =>
  t.field({
    type: PasswordChangedType,
    subGraphs: ['physician'],
    description:
      'Every other session of the viewer ends, and she is told by mail. For accounts of any status.',
    errors: refusable('ChangePasswordResult', 'physician'),
    args: { oldPassword: t.arg.string(), newPassword: t.arg.string() },
    async resolve(_root, passwords, context) {
      const actor = signedIn(context);
      await context.confirmPassword(passwords.oldPassword);
      const changed = await changePassword(context.services, actor, passwords, context.endOtherSessions);
      await context.renewSession();
      return changed;
    },
  }),
);

const RegisterInput = builder.inputType('RegisterInput', {
  subGraphs: ['physician'],
  fields: (t) => ({
    email: t.string(),
    password: t.string(),
    name: t.string(),
    specialty: t.id(),
    licenceNumber: t.string(),
    locale: t.field({ type: LocaleEnum, defaultValue: 'sv' }),
    acceptedTerms: t.string({
      description: 'The version of the terms that is accepted, as termsInForce gives it.',
    }),
  }),
});

const RegistrationType = builder.objectRef<{ received: boolean }>('Registration').implement({
  subGraphs: ['physician'],
  fields: (t) => ({
    received: t.exposeBoolean('received', {
      description: 'Always true: the answer does not tell whether the address had an account already.',
    }),
  }),
});

builder.mutationField('register', (t) =>
  t.field({
    type: RegistrationType,
    subGraphs: ['physician'],
    errors: refusable('RegisterResult', 'physician'),
    args: { input: t.arg({ type: RegisterInput }) },
    resolve: (_root, { input }, { services, takeRegistration }) =>
      registerAccount(services, input, takeRegistration),
  }),
);

export const AccountType = builder.objectRef<AccountRecord>('Account').implement({
  subGraphs: ['operations'],
  description: 'An account as technical admins see it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    email: t.exposeString('email'),
    status: t.field({ type: AccountStatusEnum, resolve: ({ status }) => status }),
    specialty: t.field({
      type: SpecialtyType,
      nullable: true,
      resolve: ({ specialtyCode }) => findSpecialty(specialtyCode),
    }),
    licenceNumber: t.exposeString('licenceNumber', { nullable: true }),
    isModerator: t.exposeBoolean('isModerator'),
    isTechnicalAdmin: t.exposeBoolean('isTechnicalAdmin'),
    registeredOn: t.exposeString('registeredOn', { description: 'A date, YYYY-MM-DD.' }),
  }),
});

const AccountFilterEnum = builder.enumType('AccountFilter', {
  subGraphs: ['operations'],
  values: ['ALL', 'UNVERIFIED'] as const,
});

const AccountsConnection = connectionOf('QueryAccountsConnection', AccountType, ['operations']);
const accountKeys = z.tuple([z.iso.date(), z.uuid()]);

function technicalAdmin(context: RequestContext) {
  return requireTechnicalAdmin(signedIn(context));
}

builder.queryField('accounts', (t) =>
  t.field({
    type: AccountsConnection,
    subGraphs: ['operations'],
    description: 'Newest first; UNVERIFIED oldest first.',
    args: {
      filter: t.arg({ type: AccountFilterEnum, defaultValue: 'ALL' }),
      first: t.arg.int({ required: false, defaultValue: 20 }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, { filter, ...page }, context) =>
      listAccounts(
        context.services.db.service,
        technicalAdmin(context),
        filter,
        pageRequest(page, accountKeys),
      ),
  }),
);

builder.mutationField('verifyPhysician', (t) =>
  t.field({
    type: AccountType,
    subGraphs: ['operations'],
    description: "The licence has been seen to be valid; the account becomes a physician's.",
    errors: refusable('VerifyPhysicianResult', 'operations'),
    args: { accountId: t.arg.id(), evidence: t.arg.string() },
    resolve: (_root, { accountId, evidence }, context) =>
      verifyPhysician(context.services, technicalAdmin(context), { accountId, evidence }),
  }),
);

builder.mutationField('refuseVerification', (t) =>
  t.field({
    type: AccountType,
    subGraphs: ['operations'],
    errors: refusable('RefuseVerificationResult', 'operations'),
    args: { accountId: t.arg.id(), statement: t.arg.string() },
    resolve: (_root, { accountId, statement }, context) =>
      refuseVerification(context.services, technicalAdmin(context), { accountId, statement }),
  }),
);
