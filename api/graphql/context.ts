import { GraphQLError } from 'graphql';
import type { Actor } from '../access/actor.ts';
import { type Locale, refusalSentence } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

/** What a resolver knows of its request. */
export interface RequestContext {
  services: Services;
  requestId: string;
  /** Of the request's Accept-Language; Swedish unless English is preferred. */
  locale: Locale;
  actor: Actor | null;
  /** Random, of the client: the same however often it sends one act, see api/once. */
  onceKey: string | null;
  /** Takes one of its client's registrations; answers seconds to wait, 0 when it may be made. */
  takeRegistration: () => Promise<number>;
  /** Likewise of what operations of its client may cost while nobody is signed in there. */
  takeOperation: (points: number) => Promise<number>;
  /** Takes one act of the signed-in member's, by the mutation's name; answers when to try again where there were too many. */
  takeWriting: (mutation: string) => Promise<Date | null>;
  /** Likewise one try of a code that a patient was given. */
  takeWithdrawal: () => Promise<number>;
  /** Asks the signed-in account for its password once more. Rejects with WRONG_PASSWORD or TOO_MANY_ATTEMPTS. */
  confirmPassword: (password: string) => Promise<void>;
  /** Ends every session of the signed-in account but the one of this request. */
  endOtherSessions: () => Promise<void>;
  /** Gives the session of this request another id, after a change of what it stands on. */
  renewSession: () => Promise<void>;
  /** What stands for the session of this request where something is bound to it. */
  sessionTag: () => Uint8Array<ArrayBuffer>;
  /** What a page of this session and account names as whom it was drawn for. */
  pageMarker: () => string;
  /** Under which her browser encrypts her drafts, of this session alone. */
  draftKey: () => string;
  /** Rejects with DRAWN_FOR_ANOTHER where the page names another than who is signed in now. */
  requireDrawnFor: (acts: boolean) => void;
  /** What this request has computed already, by the module that owns the key. */
  memo: Map<symbol, unknown>;
}

/** @throws GraphQLError UNAUTHENTICATED, on which the web asks for the password and goes on. */
export function signedIn(context: RequestContext): Actor {
  if (!context.actor) {
    throw new GraphQLError(refusalSentence('NOT_SIGNED_IN', context.locale), {
      extensions: { code: 'UNAUTHENTICATED' },
    });
  }
  return context.actor;
}

/** Computes once per request. */
export function memoized<Value>(context: RequestContext, key: symbol, compute: () => Value): Value {
  if (!context.memo.has(key)) context.memo.set(key, compute());
  return context.memo.get(key) as Value;
}
