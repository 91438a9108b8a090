import type { PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from './actor.ts';

/**
 * Grants are proof that a permission was checked. They are minted here and nowhere else, and a command asks for
 * the one it needs: to forget the check is a type error.
 */
declare const minted: unique symbol;

/** May read and write as a verified physician. */
export interface PhysicianGrant {
  readonly [minted]: 'physician';
  readonly physicianId: PhysicianId;
  readonly specialtyCode: string | null;
}

/** May decide on posts. Whether she may decide on this one (conflict of interest) is the command's to check. */
export interface ModeratorGrant {
  readonly [minted]: 'moderator';
  readonly moderatorId: PhysicianId;
}

/** May verify accounts and take part in lookups. */
export interface TechnicalAdminGrant {
  readonly [minted]: 'technicalAdmin';
  readonly adminId: PhysicianId;
}

/** @throws Refusal ACCOUNT_NOT_VERIFIED */
export function requirePhysician(actor: Actor): PhysicianGrant {
  if (actor.status !== 'VERIFIED') throw Refusal.notAllowed('ACCOUNT_NOT_VERIFIED');
  return { physicianId: actor.id, specialtyCode: actor.specialtyCode } as PhysicianGrant;
}

/** @throws Refusal NOT_A_MODERATOR */
export function requireModerator(actor: Actor): ModeratorGrant {
  if (!actor.isModerator || actor.status !== 'VERIFIED') throw Refusal.notAllowed('NOT_A_MODERATOR');
  return { moderatorId: actor.id } as ModeratorGrant;
}

/** @throws Refusal NOT_A_TECHNICAL_ADMIN */
export function requireTechnicalAdmin(actor: Actor): TechnicalAdminGrant {
  if (!actor.isTechnicalAdmin) throw Refusal.notAllowed('NOT_A_TECHNICAL_ADMIN');
  return { adminId: actor.id } as TechnicalAdminGrant;
}
