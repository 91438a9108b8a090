import { Anchor, type AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { wantAnswer } from './wanted-answer.ts';

interface Props extends Omit<AnchorProps, 'children'> {
  consultationId: string;
  /** Null: to the question. */
  answerId: string | null;
  children: ReactNode;
}

/** To a post of the viewer's own, by the address that every reader of its thread uses. */
export function PostLink({ consultationId, answerId, children, ...shown }: Props) {
  return (
    <Anchor
      {...shown}
      component={Link}
      to={`/consultations/${consultationId}`}
      onClick={() => wantAnswer(answerId === null ? null : { consultationId, answerId })}
    >
      {children}
    </Anchor>
  );
}
