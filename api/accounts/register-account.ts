import { z } from 'zod';
import { newId, type PhysicianId } from '../platform/ids.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { isSpecialtyCode } from '../specialties/specialties.ts';
import { isAcceptable, recordAcceptance } from '../terms/accept-terms.ts';
import { hashPassword } from './passwords.ts';
import { checkPassword } from './policy.ts';

export interface RegisterInput {
  email: string;
  password: string;
  name: string;
  specialty: string;
  licenceNumber: string;
  locale: 'sv' | 'en';
  /** The version of the terms that she accepts. */
  acceptedTerms: string;
}

export const emailForm = z.email().max(254);

/**
 * Makes an unverified account. An address that has one already gets the same answer and changes nothing: who is a
 * member must not be asked here.
 * @param take takes one of the client's registrations and answers seconds to wait, as AttemptLimits does.
 * @throws Refusal with one issue per field, or TOO_MANY_ATTEMPTS.
 */
export async function registerAccount(
  services: Services,
  input: RegisterInput,
  take: () => Promise<number>,
): Promise<{ received: true }> {
  const account = checkRegistration(input);
  if (!(await isAcceptable(services, input.acceptedTerms))) {
    throw Refusal.invalidInput([{ field: 'acceptedTerms', code: 'TERMS_TO_ACCEPT' }]);
  }
  if ((await take()) > 0) throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
  const passwordHash = await hashPassword(account.password);
  const id = newId<PhysicianId>();
  const now = services.clock.now();
  await services.db.service.$transaction(async (tx) => {
    await tx.account.createMany({
      data: [
        {
          id,
          email: account.email,
          passwordHash,
          name: account.name,
          specialtyCode: account.specialty,
          licenceNumber: account.licenceNumber,
          locale: account.locale,
          registeredOn: now,
        },
      ],
      skipDuplicates: true,
    });
    await recordAcceptance(tx, id, account.acceptedTerms, now);
  });
  return { received: true };
}

/** Trims and normalises. @throws Refusal */
export function checkRegistration(input: RegisterInput): RegisterInput {
  const account = {
    ...input,
    email: input.email.trim().toLowerCase(),
    name: input.name.normalize('NFC').replace(/\s+/g, ' ').trim(),
    licenceNumber: input.licenceNumber.trim(),
  };
  const issues: InputIssue[] = [];
  if (!emailForm.safeParse(account.email).success) issues.push({ field: 'email', code: 'EMAIL_INVALID' });
  issues.push(...checkPassword('password', account.password));
  if (account.name.length < 3) issues.push({ field: 'name', code: 'FIELD_REQUIRED' });
  if (account.name.length > 100) issues.push({ field: 'name', code: 'FIELD_TOO_LONG' });
  if (!isSpecialtyCode(account.specialty)) issues.push({ field: 'specialty', code: 'SPECIALTY_UNKNOWN' });
  if (account.licenceNumber.length < 3) issues.push({ field: 'licenceNumber', code: 'FIELD_REQUIRED' });
  if (account.licenceNumber.length > 40) issues.push({ field: 'licenceNumber', code: 'FIELD_TOO_LONG' });
  if (issues.length > 0) throw Refusal.invalidInput(issues);
  return account;
}
