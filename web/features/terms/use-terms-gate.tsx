import type { ApolloClient } from '@apollo/client';
import { type ReactNode, useState } from 'react';
import { createClient } from '../../app/apollo/clients.ts';
import type { TermsGuard } from '../../app/apollo/terms-link.ts';
import type { OwnTermsStandingQuery } from '../../graphql/physician/graphql.ts';
import { isRefusal } from '../../ui/problems.ts';
import { TermsDialog } from './terms-dialog.tsx';
import { AcceptTerms, OwnTermsStanding } from './terms-standing.ts';

type Standing = OwnTermsStandingQuery['termsStanding'];
type Outcome = Awaited<ReturnType<TermsGuard['settle']>>;

interface Question {
  standing: Standing & { required: NonNullable<Standing['required']> };
  answer(outcome: Outcome): void;
}

/**
 * Asks for the terms when an act needs them. Its own client has no guards: it is what they ask through.
 * @param pages gives the client whose pages show how the viewer stands.
 * @param marker names for whom they were drawn.
 */
export function useTermsGate(
  pages: () => ApolloClient | null,
  marker: () => string | null,
): { guard: TermsGuard; dialog: ReactNode } {
  const [question, setQuestion] = useState<Question | null>(null);
  const [gate] = useState(() => {
    const client = createClient('physician', null, null, marker);
    let asking: Promise<Outcome> | null = null;
    let giveUp: (() => void) | null = null;

    async function ask(): Promise<Outcome> {
      // Nobody is signed in, as where a patient types a code, or the line has gone: the refusal is what there is to tell.
      const told = await client.query({ query: OwnTermsStanding, fetchPolicy: 'no-cache' }).catch(() => null);
      const standing = told?.data?.termsStanding;
      if (!standing?.required) return 'none';
      const { required } = standing;
      return new Promise<Outcome>((resolve) => {
        const answer = (outcome: Outcome) => {
          setQuestion(null);
          resolve(outcome);
        };
        giveUp = () => answer('declined');
        setQuestion({ standing: { ...standing, required }, answer });
      });
    }

    const guard: TermsGuard = {
      settle() {
        // Several acts at once, one question.
        asking ??= ask().finally(() => {
          asking = null;
          giveUp = null;
        });
        return asking;
      },
      forget: () => giveUp?.(),
    };
    return { client, guard };
  });

  async function accept({ standing, answer }: Question): Promise<string | null> {
    const { data } = await gate.client.mutate({
      mutation: AcceptTerms,
      variables: { version: standing.required.version },
    });
    const result = data?.acceptTerms;
    if (!result) throw new Error('acceptTerms answered nothing');
    if (isRefusal(result)) return result.message;
    answer('accepted');
    await pages()?.refetchQueries({ include: [OwnTermsStanding] });
    return null;
  }

  const dialog = question && (
    <TermsDialog
      standing={question.standing}
      onAccept={() => accept(question)}
      onDecline={() => question.answer('declined')}
    />
  );
  return { guard: gate.guard, dialog };
}
