import { useQuery } from '@apollo/client/react';
import { Stack, Title } from '@mantine/core';
import { useId } from 'react';
import { unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { HeldPosts } from '../hold-back/held-answers.tsx';
import { Question, QuestionParts } from './question.tsx';

/** The viewer's own questions that wait for their publication, whole: they have no page of their own. */
export function HeldQuestions() {
  const { t } = useText();
  const titleId = useId();
  const { data } = useQuery(HeldPosts, { fetchPolicy: 'cache-and-network' });
  const waiting = (data?.heldPosts ?? []).flatMap(({ consultation, answer }) =>
    // One that has been published or withdrawn here meanwhile is held no more.
    consultation && !answer && unmask(QuestionParts, consultation).held ? [consultation] : [],
  );
  if (waiting.length === 0) return null;
  return (
    <Stack component="section" gap="md" aria-labelledby={titleId} mb="lg">
      <Title order={2} size="h3" id={titleId}>
        {t('holdBack:questions')}
      </Title>
      {waiting.map((consultation) => (
        <Question key={consultation.id} consultation={consultation} level={3} />
      ))}
    </Stack>
  );
}
