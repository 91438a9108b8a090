import { Alert, Anchor, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { OwnNoticesQuery } from '../../graphql/physician/graphql.ts';
import { unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { AppealOutcome, AppealParts } from './appeal-outcome.tsx';

type OwnAppeal = OwnNoticesQuery['myAppeals'][number];

/** How long a ruling is told above every page; beside its decision it stands for good. */
const toldInMs = 14 * 24 * 3_600_000;

/** Ruled on in the last two weeks. */
export function ruledRecently(appeals: readonly OwnAppeal[]): OwnAppeal[] {
  const told = (ruledAt: string | null) => ruledAt !== null && Date.now() - Date.parse(ruledAt) < toldInMs;
  return appeals.filter(({ appeal }) => told(unmask(AppealParts, appeal).ruledAt));
}

/** That one of her appeals has been ruled on. The post may be gone: so everything is told here. */
export function RuledNotice({ own: { action, consultationId, answerId, appeal } }: { own: OwnAppeal }) {
  const { t } = useText();
  const { state } = unmask(AppealParts, appeal);
  const about = aboutOf(action);
  return (
    <Alert
      color={state === 'OVERTURNED' ? 'petrol' : 'orange'}
      icon={<IconScale aria-hidden />}
      title={t(`appeals:state.${state}`)}
    >
      {about && <Text size="sm">{t(about)}</Text>}
      <Text size="sm" mb="xs">
        <Anchor
          component={Link}
          to={`/consultations/${consultationId}${answerId ? `#answer-${answerId}` : ''}`}
          inherit
          underline="always"
        >
          {t('appeals:notice.go')}
        </Anchor>
      </Text>
      <AppealOutcome appeal={appeal} />
    </Alert>
  );
}

function aboutOf(action: OwnAppeal['action']) {
  switch (action) {
    case 'HIDE':
    case 'EDIT':
    case 'DELETE':
    case 'LOCK':
    case 'WARN':
    case 'SUSPEND':
      return `appeals:notice.about.${action}` as const;
    default:
      return null;
  }
}
