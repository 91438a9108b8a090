import { useApolloClient } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconLink, IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { VerifyChainQuery } from '../../graphql/operations/graphql.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { entryAnchor } from './audit-entry.tsx';

const VerifyChain = graphql(`
  query VerifyChain {
    auditVerification {
      ok
      entries
      checkpoints
      firstBroken
      reason
    }
  }
`);

export type ChainVerdict = VerifyChainQuery['auditVerification'];

interface Props {
  verdict: ChainVerdict | null;
  onVerdict(verdict: ChainVerdict | null): void;
}

/** Has the server read the whole chain, and says whether every entry is what was written. */
export function ChainCheck({ verdict, onVerdict }: Props) {
  const { t } = useText();
  const client = useApolloClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function verify() {
    setBusy(true);
    setError(null);
    onVerdict(null);
    try {
      const { data } = await client.query({ query: VerifyChain, fetchPolicy: 'no-cache' });
      onVerdict(data?.auditVerification ?? null);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Card withBorder padding="lg">
      <Group justify="space-between" gap="md">
        <Text style={{ flex: '1 1 18rem' }}>{t('audit:chainText')}</Text>
        <Button leftSection={<IconShieldCheck size={18} aria-hidden />} loading={busy} onClick={verify}>
          {t('audit:verify')}
        </Button>
      </Group>
      <div aria-live="polite">
        {verdict?.ok && (
          <Alert color="green" icon={<IconLink aria-hidden />} title={t('audit:sound')} mt="md">
            {t('audit:soundText', {
              entries: t('audit:entries', { count: verdict.entries }),
              checkpoints: t('audit:checkpoints', { count: verdict.checkpoints }),
            })}
          </Alert>
        )}
        {verdict && !verdict.ok && verdict.firstBroken !== null && (
          <Alert
            color="red"
            icon={<IconLinkOff aria-hidden />}
            title={t('audit:broken', { seq: verdict.firstBroken })}
            mt="md"
          >
            <Stack gap={4} align="flex-start">
              {verdict.reason && <Text size="sm">{verdict.reason}</Text>}
              <Text size="sm">{t('audit:soundBefore', { count: verdict.entries })}</Text>
              <Anchor component={Link} to={`#${entryAnchor(verdict.firstBroken)}`} size="sm">
                {t('audit:goTo', { seq: verdict.firstBroken })}
              </Anchor>
            </Stack>
          </Alert>
        )}
        {error !== null && <ErrorState error={error} onRetry={() => void verify()} />}
      </div>
    </Card>
  );
}
