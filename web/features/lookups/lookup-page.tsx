import { useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router';
import { graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { AwaitedPage } from '../../ui/awaited-page.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { PageHeading, useDocumentTitle } from '../../ui/page-heading.tsx';
import { OpeningNotice } from '../lookup-notices/opening-notice.tsx';
import { useViewer } from '../session/session-context.ts';
import { ApproveLookupPanel } from './approve-lookup.tsx';
import { LookupRecord } from './lookup-record.tsx';
import { isLive, LookupStateBadge } from './lookup-state.tsx';
import { LookupSteps } from './lookup-steps.tsx';
import { LookupSubject } from './lookup-subject.tsx';
import { type OpenedAuthor, OpenLookupPanel } from './open-lookup.tsx';
import { OpenedAuthorPanel } from './opened-author-panel.tsx';
import { RefuseLookupButton } from './refuse-lookup.tsx';
import { subjectName } from './subject-name.ts';

export const LookupParts = graphql(`
  fragment LookupParts on Lookup {
    id
    sealSubject
    processor
    pseudonym
    state
    ephemeral
    canApprove
    canOpen
    requestedByMe
    requestedBy {
      id
      name
    }
    epoch {
      number
      threshold
      commitments
      holders {
        index
        admin {
          id
          name
        }
      }
    }
    participations {
      kind
      admin {
        id
        name
      }
    }
    subject {
      aliasNumber
      isAsker
      title
      ...LookupSubjectParts
    }
    ...LookupStepsParts
    ...LookupRecordParts
    ...OpeningNoticeParts
  }
`);

const FindLookup = graphql(`
  query FindLookup($id: ID!) {
    lookup(id: $id) {
      id
      ...LookupParts
    }
  }
`);

/** One lookup: what was asked and why, who has taken part, and what the viewer can do. */
export function LookupPage() {
  const { id = '' } = useParams();
  return <Lookup key={id} id={id} />;
}

function Lookup({ id }: { id: string }) {
  const { t } = useText();
  const viewer = useViewer();
  const query = useQuery(FindLookup, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const { data, error, loading, refetch } = query;
  // The author lives here and in nothing that outlives the page.
  const [author, setAuthor] = useState<OpenedAuthor | null>(null);
  const [answer, setAnswer] = useState<'approve' | 'refuse' | null>(null);
  const forget = useCallback(() => setAuthor(null), []);
  const reload = () => void refetch().catch(() => undefined);

  if (!data) return <AwaitedPage query={query} />;
  const lookup = unmask(LookupParts, data.lookup);
  if (!lookup) return <LookupNotFound />;

  const hasAnswered = lookup.participations.some(
    ({ kind, admin }) => admin.id === viewer.id && (kind === 'APPROVAL' || kind === 'REFUSAL'),
  );
  const live = isLive(lookup.state);
  const canRefuse = live && !lookup.requestedByMe && !hasAnswered;
  const holdsShare = lookup.epoch.holders.some(({ admin }) => admin.id === viewer.id);

  return (
    <>
      <BackLink to="/operations/lookups">{t('lookups:toList')}</BackLink>
      <PageHeading
        title={t('lookups:lookupOf', { who: subjectName(lookup, t) })}
        lead={lookup.processor ? lookup.pseudonym : lookup.subject?.title || t('lookups:subject.gone')}
        actions={
          <>
            <LookupStateBadge state={lookup.state} />
            {live && (
              <Button
                variant="default"
                size="compact-sm"
                loading={loading}
                leftSection={<IconRefresh size={16} aria-hidden />}
                onClick={reload}
              >
                {t('lookups:refresh')}
              </Button>
            )}
          </>
        }
      />
      {answer && (
        <OutcomeAlert icon={<IconCircleCheck aria-hidden />} mb="lg">
          {t(`lookups:${answer}.done`, { name: lookup.requestedBy.name })}
        </OutcomeAlert>
      )}
      <div aria-live="polite">
        {lookup.state === 'OPENED' && !author && (
          <Alert color="gray" mb="lg">
            {t('lookups:openedText')}
          </Alert>
        )}
      </div>
      <Stack gap="lg">
        {author && <OpenedAuthorPanel author={author} onGone={forget} />}
        {error && <ErrorState error={error} onRetry={reload} />}
        <LookupSteps lookup={lookup} />
        <LookupRecord lookup={lookup} />
        <OpeningNotice lookup={lookup} />
        {lookup.subject && <LookupSubject subject={lookup.subject} />}
        {lookup.canApprove && <ApproveLookupPanel lookup={lookup} onApproved={() => setAnswer('approve')} />}
        {lookup.canOpen && (
          <OpenLookupPanel
            lookup={lookup}
            onOpened={(opened) => {
              setAuthor(opened);
              reload();
            }}
            onFailed={reload}
          />
        )}
        {live && !lookup.canApprove && !lookup.canOpen && (
          <Text c="dimmed">
            {lookup.requestedByMe
              ? t('lookups:waiting.requester')
              : hasAnswered
                ? t('lookups:waiting.answered')
                : t(holdsShare ? 'lookups:waiting.enough' : 'lookups:waiting.noShare')}
          </Text>
        )}
        {canRefuse && (
          <Group>
            <RefuseLookupButton id={lookup.id} onRefused={() => setAnswer('refuse')} />
          </Group>
        )}
      </Stack>
    </>
  );
}

function LookupNotFound() {
  const { t } = useText();
  useDocumentTitle(t('lookups:notFound'));
  return (
    <EmptyState
      wholePage
      icon={<IconSearch />}
      title={t('lookups:notFound')}
      action={
        <Button component={Link} to="/operations/lookups" variant="default">
          {t('lookups:toList')}
        </Button>
      }
    />
  );
}
