import { Badge, Button, Card, Group, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import type { AccountStatus } from '../../graphql/operations/graphql.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { Facts } from '../../ui/facts.tsx';
import { EraseForDialog } from '../erasure/erase-for-dialog.tsx';
import { useViewer } from '../session/session-context.ts';
import { VerdictDialog } from './verdict-dialog.tsx';

const AccountCardParts = graphql(`
  fragment AccountCardParts on Account {
    id
    name
    email
    status
    licenceNumber
    registeredOn
    isModerator
    isTechnicalAdmin
    specialty {
      code
      sv
      en
    }
  }
`);

const colors: Record<AccountStatus, string> = { UNVERIFIED: 'orange', VERIFIED: 'green', REFUSED: 'red' };

interface Props {
  account: FragmentType<typeof AccountCardParts>;
  onDecided(outcome: { name: string; verified: boolean }): void;
}

/** What an account says of itself, to be held against a licence. A refused one can still be verified. */
export function AccountCard({ account, onDecided }: Props) {
  const { t, language } = useText();
  const shown = unmask(AccountCardParts, account);
  const viewer = useViewer();
  const [erasing, setErasing] = useState(false);
  const [verdict, setVerdict] = useState<'verify' | 'refuse'>('verify');
  const [dialog, setDialog] = useState<'open' | 'closed' | 'done'>('closed');
  const registered = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(shown.registeredOn));
  const facts = [
    { label: t('verification:email'), value: shown.email },
    { label: t('verification:specialty'), value: shown.specialty?.[language] ?? '–' },
    { label: t('verification:licenceNumber'), value: shown.licenceNumber ?? '–' },
    { label: t('verification:registeredOn'), value: registered },
  ];
  const mayVerify = shown.status !== 'VERIFIED' && !shown.isTechnicalAdmin;

  function ask(which: 'verify' | 'refuse') {
    setVerdict(which);
    setDialog('open');
  }

  return (
    <Card component="article" withBorder padding="lg">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3">
            {shown.name}
          </Title>
          <Group gap="xs">
            {shown.isModerator && <RoleBadge>{t('verification:moderator')}</RoleBadge>}
            {shown.isTechnicalAdmin && <RoleBadge>{t('verification:technicalAdmin')}</RoleBadge>}
            {(!shown.isTechnicalAdmin || shown.status === 'VERIFIED') && (
              <Badge variant="light" tt="none" radius="sm" color={colors[shown.status]}>
                {t(`verification:status.${shown.status}`)}
              </Badge>
            )}
          </Group>
        </Group>
        <Facts facts={facts} />
        <Group gap="sm">
          {mayVerify && (
            <Button size="sm" onClick={() => ask('verify')}>
              {t('verification:verify')}
            </Button>
          )}
          {mayVerify && shown.status === 'UNVERIFIED' && (
            <Button size="sm" variant="default" onClick={() => ask('refuse')}>
              {t('verification:refuse')}
            </Button>
          )}
          {shown.id !== viewer.id && (
            <Button size="sm" variant="subtle" color="red" onClick={() => setErasing(true)}>
              {t('erasure:request.button')}
            </Button>
          )}
        </Group>
      </Stack>
      <EraseForDialog opened={erasing} account={shown} onClose={() => setErasing(false)} />
      <VerdictDialog
        opened={dialog === 'open'}
        returnFocus={dialog !== 'done'}
        verdict={verdict}
        account={shown}
        onClose={() => setDialog('closed')}
        onDone={() => {
          setDialog('done');
          onDecided({ name: shown.name, verified: verdict === 'verify' });
        }}
      />
    </Card>
  );
}

function RoleBadge({ children }: { children: string }) {
  return (
    <Badge variant="default" tt="none" radius="sm" fw={500}>
      {children}
    </Badge>
  );
}
