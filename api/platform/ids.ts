import { randomUUID } from 'node:crypto';

/** A string that only its own module may mint: two brands never mix by accident. */
export type Brand<Name extends string> = string & { readonly __brand: Name };

export type PhysicianId = Brand<'PhysicianId'>;
export type ConsultationId = Brand<'ConsultationId'>;
export type AnswerId = Brand<'AnswerId'>;
export type AliasId = Brand<'AliasId'>;
export type LookupId = Brand<'LookupId'>;
export type FlagId = Brand<'FlagId'>;
export type CaseId = Brand<'CaseId'>;
export type DecisionId = Brand<'DecisionId'>;
export type ErasureId = Brand<'ErasureId'>;

/**
 * A fresh random id (UUID version 4).
 * Never v1, v6 or v7, nor a sequence: an ordered id tells when its row was made (ANONYMITY 13, 24).
 */
export function newId<Id extends string>(): Id {
  return randomUUID() as string as Id;
}

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The id if `text` is a lower-case UUID v4, else null: what a client sends is not an id until it looks like one. */
export function parseId<Id extends string>(text: string): Id | null {
  return uuidV4.test(text) ? (text as Id) : null;
}
