import { z } from 'zod';
import { newId, type PhysicianId } from '../platform/ids.ts';
import { type InputIssue, Refusal } from '../platform/refusal.ts';
import { cleanLine, collectIssues } from '../platform/text.ts';
import type { Services } from '../services.ts';
import { isSpecialtyCode } from '../specialties/specialties.ts';
import { isAcceptable, recordAcceptance } from '../terms/accept-terms.ts';
import { hashPassword } from './passwords.ts';
import { checkPassword, licenceField, nameField } from './policy.ts';

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
  const account = await checkRegistration(input);
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

const registration = z.object({ name: nameField, licenceNumber: licenceField });

/** Cleans what is stored. @throws Refusal */
export async function checkRegistration(input: RegisterInput): Promise<RegisterInput> {
  const email = cleanLine(input.email).toLowerCase();
  const issues: InputIssue[] = [];
  if (!emailForm.safeParse(email).success) issues.push({ field: 'email', code: 'EMAIL_INVALID' });
  const own = [email, input.name.slice(0, 200), input.licenceNumber.slice(0, 100)];
  issues.push(...(await checkPassword('password', input.password, own)));
  if (!isSpecialtyCode(input.specialty)) issues.push({ field: 'specialty', code: 'SPECIALTY_UNKNOWN' });
  const written = collectIssues(registration, input);
  issues.push(...written.issues);
  if (issues.length > 0 || !written.output) throw Refusal.invalidInput(issues);
  return { ...input, email, ...written.output };
}
