import { useQuery } from '@apollo/client/react';
import { Anchor, Box, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { AppealOutcome, AppealPartsOfModerationFragment } from '../../graphql/moderation/graphql.ts';
import { graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { AwaitedPage } from '../../ui/awaited-page.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatHour, HourTime } from '../../ui/hour-time.tsx';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { PageHeading, useDocumentTitle } from '../../ui/page-heading.tsx';
import { appealedAct } from './appealed-act.ts';
import { CasePost } from './case-post.tsx';
import { RulingForm } from './ruling-form.tsx';
import { TextDifference } from './text-difference.tsx';

export const AppealPartsOfModeration = graphql(`
  fragment AppealPartsOfModeration on ModeratedAppeal {
    id
    state
    text
    identifierOverride
    appealedAt
    statement
    effect
    ruledAt
    ruledByMe
    decision {
      id
      action
      rule
      statement
      imageNumber
      decidedAt
      until
      titleBefore
      titleAfter
      textBefore
      textAfter
      appeal {
        state
        statement
        effect
        ruledAt
      }
    }
    case {
      id
      post {
        id
        kind
        title
      }
      ...CasePostParts
    }
  }
`);

const FindAppeal = graphql(`
  query FindAppeal($id: ID!) {
    appeal(id: $id) {
      id
      ...AppealPartsOfModeration
    }
  }
`);

/** What an author says against a decision, the decision, the post, and the ruling. */
export function AppealPage() {
  const { id = '' } = useParams();
  return <Appeal key={id} id={id} />;
}

function Appeal({ id }: { id: string }) {
  const { t } = useText();
  const query = useQuery(FindAppeal, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const { data, error, refetch } = query;
  const [done, setDone] = useState<AppealOutcome | null>(null);
  if (!data) return <AwaitedPage query={query} />;
  const found = unmask(AppealPartsOfModeration, data.appeal);
  if (!found) return <AppealNotFound />;
  const { post } = found.case;
  const title = post.title || t('consultations:untitled');
  const act = appealedAct(found.decision.action);
  return (
    <>
      <BackLink to="/moderation?list=appeals">{t('appeals:moderator.toList')}</BackLink>
      <PageHeading
        title={t(`appeals:moderator.title.${act}`)}
        lead={post.kind === 'ANSWER' ? t('moderation:answerTo', { title }) : title}
      />
      {done && (
        <OutcomeAlert mb="lg" icon={<IconScale aria-hidden />} title={t(`appeals:moderator.done.${done}`)}>
          {found.effect && <Text size="sm">{t(`appeals:undone.${found.effect}`)}.</Text>}
        </OutcomeAlert>
      )}
      <Stack gap="lg">
        {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
        <Objection found={found} />
        <Decision decision={found.decision} />
        <Stack gap="xs">
          <CasePost item={found.case} />
          <Text size="sm">
            <Anchor component={Link} to={`/moderation/cases/${found.case.id}`}>
              {t('appeals:moderator.toCase')}
            </Anchor>
          </Text>
        </Stack>
        {found.state === 'PENDING' ? (
          <RulingForm id={id} act={act} onDone={setDone} />
        ) : (
          <Ruling found={found} state={found.state} />
        )}
      </Stack>
    </>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Objection({ found }: { found: AppealPartsOfModerationFragment }) {
  const { t } = useText();
  return (
    <Section id="objection" title={t('appeals:moderator.objection')}>
      <Box pl="md" style={{ borderInlineStart: '3px solid var(--mantine-color-petrol-5)' }}>
        <Text
          maw="70ch"
          {...(found.text ? {} : { c: 'dimmed', fs: 'italic' })}
          style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
        >
          {found.text || t('appeals:textGone')}
        </Text>
        {found.identifierOverride && (
          <Text size="sm" mt="xs">
            <strong>{t('appeals:moderator.override')}</strong> {found.identifierOverride}
          </Text>
        )}
        <Text size="sm" c="dimmed" mt={4}>
          <HourTime at={found.appealedAt} />
        </Text>
      </Box>
    </Section>
  );
}

function Decision({ decision }: { decision: AppealPartsOfModerationFragment['decision'] }) {
  const { t, language } = useText();
  const { rule, statement, imageNumber, until, titleBefore, titleAfter, textBefore, textAfter } = decision;
  return (
    <Section id="appealed-decision" title={t('appeals:moderator.decision')}>
      <Card withBorder padding="md">
        <Stack gap="xs">
          <Group justify="space-between" gap="xs">
            <Text fw={600}>{t(`decisions:action.${decision.action}`)}</Text>
            <Text size="sm" c="dimmed">
              <HourTime at={decision.decidedAt} />
            </Text>
          </Group>
          {imageNumber !== null && <Text size="sm">{t('decisions:image', { number: imageNumber })}</Text>}
          {rule && (
            <Text size="sm">
              {t('decisions:rule')} <strong>{t(`decisions:rules.${rule}`)}</strong>
            </Text>
          )}
          <Text size="sm" maw="70ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {statement}
          </Text>
          {decision.action === 'SUSPEND' && until && (
            <Text size="sm">{t('moderation:until', { until: formatHour(until, language) })}</Text>
          )}
          {titleBefore !== null && titleAfter !== null && titleBefore !== titleAfter && (
            <TextDifference before={titleBefore} after={titleAfter} />
          )}
          {textBefore !== null && textAfter !== null && textBefore !== textAfter && (
            <TextDifference before={textBefore} after={textAfter} />
          )}
        </Stack>
      </Card>
    </Section>
  );
}

function Ruling({
  found: { statement, effect, ruledAt, ruledByMe },
  state,
}: {
  found: AppealPartsOfModerationFragment;
  state: AppealOutcome;
}) {
  const { t } = useText();
  return (
    <Section id="ruling" title={t('appeals:moderator.ruling')}>
      <Stack gap={4}>
        <Text fw={600}>{t(`appeals:moderator.state.${state}`)}</Text>
        {effect && <Text size="sm">{t(`appeals:undone.${effect}`)}.</Text>}
        <Text size="sm" maw="70ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {statement}
        </Text>
        <Text size="sm" c="dimmed">
          {t(ruledByMe ? 'appeals:moderator.ruledByMe' : 'appeals:moderator.ruledByOther')}
          {ruledAt && (
            <>
              {' · '}
              <HourTime at={ruledAt} />
            </>
          )}
        </Text>
      </Stack>
    </Section>
  );
}

/** Missing, her own decision, or hers to keep away from: they look alike. */
function AppealNotFound() {
  const { t } = useText();
  useDocumentTitle(t('appeals:moderator.notFound.title'));
  return (
    <EmptyState
      wholePage
      icon={<IconScale />}
      title={t('appeals:moderator.notFound.title')}
      text={t('appeals:moderator.notFound.text')}
      action={
        <Button component={Link} to="/moderation?list=appeals" variant="default">
          {t('appeals:moderator.toList')}
        </Button>
      }
    />
  );
}
