import { NetworkStatus } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconClockPause, IconLock } from '@tabler/icons-react';
import { useRef } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { useCommand } from '../../app/apollo/use-command.ts';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { useDocumentTitle } from '../../ui/page-heading.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AnswerForm, type AnswerFormHandle } from '../answers/answer-form.tsx';
import { AnswerItem } from '../answers/answer-item.tsx';
import { BylineParts } from '../bylines/byline.tsx';
import type { Face } from '../bylines/face-choice.tsx';
import { HeldAnswers } from '../hold-back/held-answers.tsx';
import { wantAnswer } from '../post-link/wanted-answer.ts';
import { SolveConsultation } from './consultation-commands.ts';
import { isGone, Question, QuestionParts } from './question.tsx';
import { useAnswerAnchor } from './use-answer-anchor.ts';

const ConsultationPageQuery = graphql(`
  query ConsultationPage($id: ID!, $after: String) {
    consultation(id: $id) {
      id
      answerCount
      myFaces {
        anonymous
        named
      }
      ...QuestionParts
      answers(first: 50, after: $after) {
        edges {
          cursor
          node {
            id
            ...AnswerParts
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

export default function ConsultationPage() {
  const { id = '' } = useParams();
  return <ConsultationOf key={id} id={id} />;
}

/** Names the browser's tab, which its history keeps: a question that only its author can see names none. */
function titleOf(
  consultation: FragmentType<typeof QuestionParts> | null | undefined,
  untitled: string,
): string {
  const question = consultation && unmask(QuestionParts, consultation);
  if (!question || question.held) return '';
  return isGone(question.visibility) ? untitled : question.title;
}

function ConsultationOf({ id }: { id: string }) {
  const { t } = useText();
  const client = useApolloClient();
  const { data, error, networkStatus, refetch, fetchMore } = useQuery(ConsultationPageQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const solve = useCommand(SolveConsultation, 'solveConsultation');
  const form = useRef<AnswerFormHandle>(null);
  const consultation = data?.consultation;
  const { endCursor, hasNextPage = false } = consultation?.answers.pageInfo ?? {};
  const busy = networkStatus === NetworkStatus.fetchMore;
  useDocumentTitle(titleOf(consultation, t('consultations:untitled')));

  const loadMore = () => fetchMore({ variables: { after: endCursor ?? null } });
  useAnswerAnchor({
    consultationId: id,
    ready: consultation !== undefined,
    busy,
    hasMore: hasNextPage,
    loadMore,
  });

  if (!consultation) {
    if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
    if (data && networkStatus === NetworkStatus.ready) return <NotFoundPage />;
    return <ListSkeleton rows={3} height={260} />;
  }

  const question = unmask(QuestionParts, consultation);
  // Its page is one that its author alone can see: where the browser keeps such an address, it names her.
  if (question.held) return <Navigate to="/mine" replace />;
  const edges = consultation.answers.edges;
  const open = question.visibility === 'VISIBLE' && !question.locked && !question.resting;
  const anonymouslyAsked = unmask(BylineParts, question.byline).__typename === 'AliasByline';
  const askedAs: Face = question.isMine ? (anonymouslyAsked ? 'anonymous' : 'named') : null;

  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/" size="sm" underline="hover">
        <IconArrowLeft size={16} aria-hidden style={{ verticalAlign: '-0.2em' }} /> {t('consultations:back')}
      </Anchor>
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      <Question consultation={consultation} />
      <section aria-labelledby="answers-title">
        <Title order={2} id="answers-title" mb="md">
          {t('consultations:answers', { count: consultation.answerCount })}
        </Title>
        <SetbackAlert setback={solve.setback} />
        {edges.length === 0 && <Text c="dimmed">{t('answers:none')}</Text>}
        <Stack gap="md">
          {edges.map(({ node }) => (
            <AnswerItem
              key={node.id}
              answer={node}
              solvedThis={question.solvedByAnswerId === node.id}
              open={open}
              onQuote={(quotable) => form.current?.quote(quotable)}
              onSolve={
                question.isMine && question.visibility === 'VISIBLE' && question.solvedByAnswerId !== node.id
                  ? (answerId) => void solve.run({ id, answerId })
                  : undefined
              }
            />
          ))}
        </Stack>
        <LoadMore hasMore={hasNextPage} busy={busy} onMore={loadMore} />
      </section>
      <HeldAnswers consultationId={id} />
      {question.resting && question.visibility === 'VISIBLE' && (
        <Alert color="gray" icon={<IconClockPause aria-hidden />}>
          {t('retention:resting')}
        </Alert>
      )}
      {question.locked && (
        <Alert color="gray" icon={<IconLock aria-hidden />}>
          {t('consultations:lockedText')}
        </Alert>
      )}
      {open && (
        <AnswerForm
          ref={form}
          consultationId={id}
          askedAs={askedAs}
          myFaces={consultation.myFaces}
          onPosted={async (answerId) => {
            // The same requests for a held answer and for a visible one, which is the last: it comes with what
            // follows the last one shown.
            await client.refetchQueries({ include: ['HeldPosts'] }).catch(() => undefined);
            await (endCursor ? loadMore() : refetch()).catch(() => undefined);
            wantAnswer({ consultationId: id, answerId });
          }}
        />
      )}
    </Stack>
  );
}
