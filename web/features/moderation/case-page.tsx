import { useQuery } from '@apollo/client/react';
import { Button, Stack } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { PostAction } from '../../graphql/moderation/graphql.ts';
import { graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { AwaitedPage } from '../../ui/awaited-page.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { PageHeading, useDocumentTitle } from '../../ui/page-heading.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseCustody } from './case-custody.tsx';
import { CaseFlags } from './case-flags.tsx';
import { CaseHistory } from './case-history.tsx';
import { CasePost } from './case-post.tsx';
import { CaseWaitingEdit } from './case-waiting-edit.tsx';
import { NextCase } from './next-case.tsx';

export const CaseParts = graphql(`
  fragment CaseParts on ModerationCase {
    id
    state
    post {
      id
      kind
      title
    }
    ...CasePostParts
    ...CaseWaitingEditParts
    ...CaseFlagsParts
    ...CaseCustodyParts
    ...CaseActionsParts
    ...CaseHistoryParts
  }
`);

const FindCase = graphql(`
  query FindCase($id: ID!) {
    case(id: $id) {
      id
      ...CaseParts
    }
  }
`);

/** One post that was flagged, what was said against it, and what can be done. */
export function CasePage() {
  const { id = '' } = useParams();
  return <Case key={id} id={id} />;
}

function Case({ id }: { id: string }) {
  const { t } = useText();
  const query = useQuery(FindCase, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const { data, error, refetch } = query;
  const [done, setDone] = useState<{ action: PostAction; count: number } | null>(null);

  if (!data) return <AwaitedPage query={query} />;
  const found = unmask(CaseParts, data.case);
  if (!found) return <CaseNotFound />;
  const { post } = found;
  const title = post.title || t('consultations:untitled');
  const decided = found.state === 'DECIDED';

  return (
    <>
      <BackLink to="/moderation">{t('moderation:toQueue')}</BackLink>
      <PageHeading
        title={post.kind === 'ANSWER' ? t('moderation:answerTo', { title }) : title}
        lead={t(decided ? 'moderation:caseDecided' : 'moderation:caseOpen')}
      />
      {done && (
        <OutcomeAlert
          key={done.count}
          mb="lg"
          icon={<IconGavel aria-hidden />}
          title={t(`moderation:done.${done.action}`)}
        >
          <NextCase after={id} />
        </OutcomeAlert>
      )}
      <Stack gap="lg">
        {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
        <CasePost item={found} />
        <CaseWaitingEdit item={found} />
        <CaseFlags item={found} />
        <CaseCustody item={found} />
        <CaseActions
          item={found}
          onDone={(action) => setDone((last) => ({ action, count: (last?.count ?? 0) + 1 }))}
        />
        <CaseHistory item={found} />
      </Stack>
    </>
  );
}

/** Missing, or not for this moderator to decide: the two look alike. */
function CaseNotFound() {
  const { t } = useText();
  useDocumentTitle(t('moderation:notFound.title'));
  return (
    <EmptyState
      wholePage
      icon={<IconGavel />}
      title={t('moderation:notFound.title')}
      text={t('moderation:notFound.text')}
      action={
        <Button component={Link} to="/moderation" variant="default">
          {t('moderation:toQueue')}
        </Button>
      }
    />
  );
}
