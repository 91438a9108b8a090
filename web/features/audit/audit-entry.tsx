import { Alert, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatMoment } from '../../ui/hour-time.tsx';
import { AuditDetails } from './audit-details.tsx';
import classes from './audit-entry.module.css';
import { kindText } from './audit-kinds.ts';

const AuditEntryParts = graphql(`
  fragment AuditEntryParts on AuditEntry {
    seq
    at
    kind
    details
    hash
    actor {
      id
      name
    }
  }
`);

/** The anchor of the entry with this number. */
export const entryAnchor = (seq: number): string => `entry-${seq}`;

interface Props {
  entry: FragmentType<typeof AuditEntryParts>;
  /** Why the chain breaks here, where it does. */
  broken: string | null;
}

/** One link of the chain. */
export function AuditEntry({ entry, broken }: Props) {
  const { t, language } = useText();
  const shown = unmask(AuditEntryParts, entry);
  const kind = kindText(shown.kind);
  const actor = shown.actor ? shown.actor.name || shown.actor.id : t('audit:service');
  return (
    <Card
      component="article"
      withBorder
      padding="md"
      id={entryAnchor(shown.seq)}
      tabIndex={-1}
      className={classes.entry ?? ''}
      data-broken={broken === null ? undefined : true}
    >
      <Stack gap="xs">
        {broken !== null && (
          <Alert color="red" icon={<IconLinkOff aria-hidden />} title={t('audit:breaksHere')}>
            {broken}
          </Alert>
        )}
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4">
            {kind ? t(kind) : shown.kind}
          </Title>
          <Text size="sm" c="dimmed">
            <time dateTime={shown.at}>{formatMoment(shown.at, language)}</time>
          </Text>
        </Group>
        <Text size="sm">
          {t('audit:by')} {actor}
        </Text>
        <AuditDetails json={shown.details} />
        <Group gap="md">
          <Text size="xs" c="dimmed">
            {t('audit:number', { seq: shown.seq })}
          </Text>
          <Text size="xs" c="dimmed">
            {t('audit:hash')} <Code title={shown.hash}>{shown.hash.slice(0, 16)}</Code>
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}

/** Where numbers are missing between two entries, or before the first. */
export function MissingEntries({ from, to, broken }: { from: number; to: number; broken: string | null }) {
  const { t } = useText();
  return (
    <Alert
      id={entryAnchor(from)}
      tabIndex={-1}
      className={classes.entry ?? ''}
      data-broken={broken === null ? undefined : true}
      color="red"
      icon={<IconLinkOff aria-hidden />}
      title={from === to ? t('audit:missingOne', { seq: from }) : t('audit:missingMany', { from, to })}
    >
      {broken}
    </Alert>
  );
}
