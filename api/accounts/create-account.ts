import { appendAudit } from '../audit/append-audit.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { Services } from '../services.ts';
import { isSpecialtyCode } from '../specialties/specialties.ts';
import { hashPassword } from './passwords.ts';
import { nameField } from './policy.ts';
import { emailForm } from './register-account.ts';

export interface CreateAccountInput {
  email: string;
  name: string;
  password: string;
  /** Null for who is no physician. */
  specialtyCode: string | null;
  licenceNumber: string | null;
  /** The operator has seen the licence. */
  verified: boolean;
  moderator?: boolean;
  technicalAdmin?: boolean;
}

/**
 * The operator's way to make an account, without registration.
 * @throws PlainError where an account with the address exists or the roles do not fit.
 */
export async function createAccount(services: Services, input: CreateAccountInput): Promise<PhysicianId> {
  const email = input.email.trim().toLowerCase();
  if (!emailForm.safeParse(email).success) throw new PlainError(`${email} is not an e-mail address.`);
  const name = nameField.safeParse(input.name);
  if (!name.success) throw new PlainError('An account needs a name of 2 to 100 characters that can be seen.');
  if (input.moderator && input.technicalAdmin) {
    throw new PlainError('A technical admin cannot be a moderator as well.');
  }
  if (input.moderator && !input.verified)
    throw new PlainError('Only a verified physician can be a moderator.');
  if (input.specialtyCode !== null && !isSpecialtyCode(input.specialtyCode)) {
    throw new PlainError(`There is no specialty with the code ${input.specialtyCode}.`);
  }
  const id = newId<PhysicianId>();
  const passwordHash = await hashPassword(input.password);
  await services.db.service.$transaction(async (tx) => {
    const { count } = await tx.account.createMany({
      data: [
        {
          id,
          email,
          passwordHash,
          name: name.data,
          specialtyCode: input.specialtyCode,
          licenceNumber: input.licenceNumber,
          status: input.verified ? 'VERIFIED' : 'UNVERIFIED',
          moderator: input.moderator ?? false,
          technicalAdmin: input.technicalAdmin ?? false,
          registeredOn: services.clock.now(),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw new PlainError(`There is an account for ${email} already.`);
    const roles = [
      ...(input.verified ? ['physician'] : []),
      ...(input.moderator ? ['moderator'] : []),
      ...(input.technicalAdmin ? ['technicalAdmin'] : []),
    ];
    await appendAudit(tx, services.clock, {
      kind: 'account.created',
      actor: null,
      details: { account: id, roles },
    });
  });
  return id;
}
