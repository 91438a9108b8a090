import { Alert, Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { OwnTermsStandingQuery } from '../../graphql/physician/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { changesOf } from './terms-standing.ts';

type Standing = OwnTermsStandingQuery['termsStanding'];

interface Props {
  standing: Standing & { required: NonNullable<Standing['required']> };
  /** Answers a sentence where it was refused. */
  onAccept(): Promise<string | null>;
  onDecline(): void;
}

/** Lies over the page, which stays mounted with everything typed in it; the act goes on after it. */
export function TermsDialog({ standing, onAccept, onDecline }: Props) {
  const { t, language } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { required, accepted } = standing;
  const first = accepted.length === 0;

  async function accept() {
    setBusy(true);
    setProblem(null);
    try {
      setProblem(await onAccept());
    } catch {
      setProblem(t('terms:dialog.problem'));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onDecline}
      closeOnClickOutside={false}
      title={t(first ? 'terms:dialog.firstTitle' : 'terms:dialog.changedTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      zIndex={390}
    >
      <Stack>
        <Text>{t('terms:dialog.text')}</Text>
        {!first && (
          <Alert
            color="petrol"
            title={t('terms:inForceSince', { day: formatDay(required.inForceFrom, language) })}
          >
            {required.summary[language]}
          </Alert>
        )}
        <Stack gap={4}>
          {!first && <DocumentLink to={changesOf(required.version)} text={t('terms:dialog.readChanges')} />}
          <DocumentLink to="/terms" text={t('terms:documents.terms')} />
          <DocumentLink to="/privacy" text={t('terms:documents.privacy')} />
        </Stack>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDecline} disabled={busy}>
            {t('terms:dialog.later')}
          </Button>
          <Button data-autofocus onClick={accept} loading={busy}>
            {t('terms:dialog.accept')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** In another tab: this page must not go. */
function DocumentLink({ to, text }: { to: string; text: string }) {
  const { t } = useText();
  return (
    <Anchor href={to} target="_blank" rel="noopener">
      {text} ({t('terms:newTab')})
    </Anchor>
  );
}
