import { z } from 'zod';
import { newId } from '../platform/ids.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { isSpecialtyCode } from '../specialties/specialties.ts';
import { hashPassword } from './passwords.ts';

export interface RegisterInput {
  email: string;
  password: string;
  name: string;
  specialty: string;
  licenceNumber: string;
  locale: 'sv' | 'en';
}

export const shortestPassword = 12;
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
  if ((await take()) > 0) throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
  const passwordHash = await hashPassword(account.password);
  await services.db.service.account.createMany({
    data: [
      {
        id: newId(),
        email: account.email,
        passwordHash,
        name: account.name,
        specialtyCode: account.specialty,
        licenceNumber: account.licenceNumber,
        locale: account.locale,
        registeredOn: services.clock.now(),
      },
    ],
    skipDuplicates: true,
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
  if ([...account.password].length < shortestPassword)
    issues.push({ field: 'password', code: 'PASSWORD_TOO_SHORT' });
  if (account.password.length > 1000) issues.push({ field: 'password', code: 'FIELD_TOO_LONG' });
  if (account.name.length < 3) issues.push({ field: 'name', code: 'FIELD_REQUIRED' });
  if (account.name.length > 100) issues.push({ field: 'name', code: 'FIELD_TOO_LONG' });
  if (!isSpecialtyCode(account.specialty)) issues.push({ field: 'specialty', code: 'SPECIALTY_UNKNOWN' });
  if (account.licenceNumber.length < 3) issues.push({ field: 'licenceNumber', code: 'FIELD_REQUIRED' });
  if (account.licenceNumber.length > 40) issues.push({ field: 'licenceNumber', code: 'FIELD_TOO_LONG' });
  if (issues.length > 0) throw Refusal.invalidInput(issues);
  return account;
}
