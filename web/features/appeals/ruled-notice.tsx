import { Alert, Box, Button, Collapse, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconScale } from '@tabler/icons-react';
import type { OwnNoticesQuery } from '../../graphql/physician/graphql.ts';
import { unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { PostLink } from '../post-link/post-link.tsx';
import { AppealOutcome, AppealParts } from './appeal-outcome.tsx';

type OwnAppeal = OwnNoticesQuery['myAppeals'][number];

/** How long a ruling is told above every page; beside its decision it stands for good. */
const toldInMs = 7 * 24 * 3_600_000;

/** Ruled on in the last week. */
export function ruledRecently(appeals: readonly OwnAppeal[]): OwnAppeal[] {
  const told = (ruledAt: string | null) => ruledAt !== null && Date.now() - Date.parse(ruledAt) < toldInMs;
  return appeals.filter(({ appeal }) => told(unmask(AppealParts, appeal).ruledAt));
}

/** That one of her appeals has been ruled on. The post may be gone: so everything can be read here. */
export function RuledNotice({ own: { action, consultationId, answerId, appeal } }: { own: OwnAppeal }) {
  const { t } = useText();
  const [opened, { toggle }] = useDisclosure(false);
  const { state } = unmask(AppealParts, appeal);
  const about = aboutOf(action);
  return (
    <Alert
      color={state === 'OVERTURNED' ? 'petrol' : 'orange'}
      icon={<IconScale aria-hidden />}
      title={t(`appeals:state.${state}`)}
    >
      <Text size="sm" mb="xs">
        {about && t(about)}{' '}
        <PostLink consultationId={consultationId} answerId={answerId} inherit underline="always">
          {t('appeals:notice.go')}
        </PostLink>
      </Text>
      <Button variant="default" size="compact-sm" aria-expanded={opened} onClick={toggle}>
        {t(opened ? 'sanctions:hide' : 'sanctions:show')}
      </Button>
      <Collapse expanded={opened}>
        <Box mt="xs">
          <AppealOutcome appeal={appeal} stateSaid />
        </Box>
      </Collapse>
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
    case 'REMOVE_IMAGE':
    case 'BLUR_IMAGE':
      return `appeals:notice.about.${action}` as const;
    default:
      return null;
  }
}
