import { Button, Collapse, Stack, Text, Timeline, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGavel, IconPencil, IconSend } from '@tabler/icons-react';
import type {
  CaseHistoryPartsFragment,
  HistoryDecisionPartsFragment,
} from '../../graphql/moderation/graphql.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatHour, HourTime } from '../../ui/hour-time.tsx';
import { TextDifference } from './text-difference.tsx';

const HistoryDecisionParts = graphql(`
  fragment HistoryDecisionParts on CaseDecision {
    id
    action
    byMe
    decidedAt
    rule
    statement
    imageNumber
    titleBefore
    titleAfter
    textBefore
    textAfter
    until
    redaction
    appeal {
      state
      statement
      effect
      ruledAt
    }
  }
`);

const CaseHistoryParts = graphql(`
  fragment CaseHistoryParts on ModerationCase {
    decisions {
      id
      ...HistoryDecisionParts
    }
    otherDecisions {
      id
      ...HistoryDecisionParts
    }
    post {
      id
      title
      body
      kind
      postedAt
      revisions {
        title
        body
        by
        replacedAt
      }
    }
  }
`);

type Decision = HistoryDecisionPartsFragment;
type Change = {
  title: { before: string; after: string } | null;
  body: { before: string; after: string } | null;
};
type Happening =
  | { key: string; at: string; kind: 'decided'; decision: Decision; change: Change | null }
  | { key: string; at: string; kind: 'revised'; change: Change }
  | { key: string; at: string; kind: 'posted' };

/** Everything that has happened to the post, the newest first. Times are whole hours, so what shares one keeps its order. */
export function CaseHistory({ item }: { item: FragmentType<typeof CaseHistoryParts> }) {
  const { t } = useText();
  const happenings = happeningsOf(unmask(CaseHistoryParts, item));
  return (
    <section aria-labelledby="case-history">
      <Title order={2} id="case-history" mb="sm">
        {t('moderation:history')}
      </Title>
      <Timeline bulletSize={30} lineWidth={2} active={happenings.length}>
        {happenings.map((happening) => (
          <Timeline.Item
            key={happening.key}
            bullet={<Bullet kind={happening.kind} />}
            title={<HappeningTitle happening={happening} />}
          >
            <Text size="sm" c="dimmed">
              <HourTime at={happening.at} />
            </Text>
            {happening.kind === 'decided' && (
              <Stack gap={4} mt={4}>
                {happening.decision.imageNumber !== null && (
                  <Text size="sm">{t('decisions:image', { number: happening.decision.imageNumber })}</Text>
                )}
                {happening.decision.rule && (
                  <Text size="sm">
                    {t('decisions:rule')} <strong>{t(`decisions:rules.${happening.decision.rule}`)}</strong>
                  </Text>
                )}
                <Text size="sm" maw="70ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                  {happening.decision.statement}
                </Text>
                <Outcome decision={happening.decision} />
                {happening.decision.appeal && <AppealState appeal={happening.decision.appeal} />}
              </Stack>
            )}
            {happening.kind !== 'posted' && happening.change && <ShownChange change={happening.change} />}
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  );
}

/** Until when a suspension runs, or what became of a proposal. */
function Outcome({ decision: { action, until, redaction } }: { decision: Decision }) {
  const { t, language } = useText();
  if (redaction)
    return (
      <Text size="sm" fw={600}>
        {t(`moderation:redaction.state.${redaction}`)}
      </Text>
    );
  if (action !== 'SUSPEND' || !until) return null;
  return <Text size="sm">{t('moderation:until', { until: formatHour(until, language) })}</Text>;
}

/** That the author has appealed it, and what another moderator made of that. */
function AppealState({ appeal }: { appeal: NonNullable<Decision['appeal']> }) {
  const { t } = useText();
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {t(`appeals:moderator.history.${appeal.state}`)}
      </Text>
      {appeal.effect && <Text size="sm">{t(`appeals:undone.${appeal.effect}`)}.</Text>}
      {appeal.statement && (
        <Text size="sm" maw="70ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {appeal.statement}
        </Text>
      )}
    </Stack>
  );
}

function Bullet({ kind }: { kind: Happening['kind'] }) {
  if (kind === 'decided') return <IconGavel size={16} aria-hidden />;
  return kind === 'revised' ? <IconPencil size={16} aria-hidden /> : <IconSend size={16} aria-hidden />;
}

function HappeningTitle({ happening }: { happening: Happening }) {
  const { t } = useText();
  if (happening.kind === 'posted') return t('moderation:happened.posted');
  if (happening.kind === 'revised') return t('moderation:happened.revised');
  const { action, byMe } = happening.decision;
  return byMe ? t(`moderation:happened.byMe.${action}`) : t(`decisions:action.${action}`);
}

function ShownChange({ change }: { change: Change }) {
  const { t } = useText();
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" mt="xs" aria-expanded={opened} onClick={toggle}>
        {t(opened ? 'decisions:hideChange' : 'decisions:showChange')}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="xs" mt="xs">
          {change.title && <TextDifference {...change.title} />}
          {change.body && <TextDifference {...change.body} />}
        </Stack>
      </Collapse>
    </>
  );
}

/** Of the author's own revisions and of the decisions; the latter hold their own texts. */
function happeningsOf({ decisions, otherDecisions, post }: CaseHistoryPartsFragment): Happening[] {
  const all = [...otherDecisions, ...decisions].map((decision) => unmask(HistoryDecisionParts, decision));
  const decided = all.toReversed().map(
    (decision): Happening => ({
      key: decision.id,
      at: decision.decidedAt,
      kind: 'decided',
      decision,
      change: changeOf(decision.titleBefore, decision.titleAfter, decision.textBefore, decision.textAfter),
    }),
  );
  const revised = post.revisions.flatMap((revision, at): Happening[] => {
    if (revision.by === 'MODERATION') return [];
    const after = post.revisions[at - 1] ?? post;
    const change = changeOf(revision.title, after.title, revision.body, after.body);
    return change
      ? [{ key: `revision-${post.revisions.length - at}`, at: revision.replacedAt, kind: 'revised', change }]
      : [];
  });
  const newestFirst = [...decided, ...revised].sort((one, other) => other.at.localeCompare(one.at));
  return [...newestFirst, { key: 'posted', at: post.postedAt, kind: 'posted' }];
}

function changeOf(
  titleBefore: string | null,
  titleAfter: string | null,
  bodyBefore: string | null,
  bodyAfter: string | null,
): Change | null {
  const pair = (before: string | null, after: string | null) =>
    before !== null && after !== null && before !== after ? { before, after } : null;
  const change = { title: pair(titleBefore, titleAfter), body: pair(bodyBefore, bodyAfter) };
  return change.title || change.body ? change : null;
}
