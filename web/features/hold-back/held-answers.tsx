import { useQuery } from '@apollo/client/react';
import { Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { AnswerItem } from '../answers/answer-item.tsx';
import { PostLink } from '../post-link/post-link.tsx';

export const HeldPosts = graphql(`
  query HeldPosts {
    heldPosts {
      consultation {
        id
        title
        ...QuestionParts
      }
      answer {
        id
        consultationId
        held {
          ...HeldParts
        }
        ...AnswerParts
      }
    }
  }
`);

interface Props {
  /** Of one consultation, on its page; else of all, each under its question. */
  consultationId?: string;
}

/** The viewer's own answers that wait for their publication or could not be published. Nothing where there are none. */
export function HeldAnswers({ consultationId }: Props) {
  const { t } = useText();
  const titleId = useId();
  const { data } = useQuery(HeldPosts, { fetchPolicy: 'cache-and-network' });
  const waiting = (data?.heldPosts ?? []).flatMap(({ consultation, answer }) =>
    answer?.held && (!consultationId || answer.consultationId === consultationId)
      ? [{ consultation, answer }]
      : [],
  );
  if (waiting.length === 0) return null;
  return (
    <Stack component="section" gap="md" aria-labelledby={titleId} mb="lg">
      <Title order={2} size="h3" id={titleId}>
        {t('holdBack:answers')}
      </Title>
      {waiting.map(({ consultation, answer }) => (
        <Stack key={answer.id} gap={6}>
          {!consultationId &&
            (consultation ? (
              <PostLink consultationId={consultation.id} answerId={answer.id} fw={600}>
                {consultation.title || t('consultations:untitled')}
              </PostLink>
            ) : (
              <Text c="dimmed">{t('holdBack:questionGone')}</Text>
            ))}
          <AnswerItem answer={answer} solvedThis={false} open={false} onQuote={() => undefined} />
        </Stack>
      ))}
    </Stack>
  );
}
