import { Alert, Card, Code, List, Stack, Text } from '@mantine/core';
import { IconKeyOff } from '@tabler/icons-react';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { useViewer } from '../session/session-context.ts';
import classes from './lookup-guide.module.css';

const LookupGuideParts = graphql(`
  fragment LookupGuideParts on Epoch {
    number
    threshold
    shares
    holders {
      index
      admin {
        id
        name
      }
    }
  }
`);

const ceremonyCommand = 'npm run -s admin -- ceremony --help';

/** How a lookup works, who holds the key, and what is missing where there is none. */
export function LookupGuide({ epoch }: { epoch: FragmentType<typeof LookupGuideParts> | null }) {
  const { t } = useText();
  const viewer = useViewer();
  const shown = unmask(LookupGuideParts, epoch);
  if (!shown) {
    return (
      <Alert color="orange" icon={<IconKeyOff aria-hidden />} title={t('lookups:noEpoch.title')}>
        <Text size="sm">{t('lookups:noEpoch.text')}</Text>
        <Code block mt="xs">
          {ceremonyCommand}
        </Code>
      </Alert>
    );
  }
  const { threshold, shares, number, holders } = shown;
  const holds = holders.some(({ admin }) => admin.id === viewer.id);
  return (
    <Card withBorder padding="lg">
      <Stack gap="sm">
        <Text>
          {t('lookups:key', { threshold, shares, number })}{' '}
          {t('lookups:holders', { names: holders.map(({ admin }) => admin.name).join(', ') })}{' '}
          {!holds && <strong>{t('lookups:youHoldNone')}</strong>}
        </Text>
        <details className={classes.guide}>
          <summary>{t('lookups:guide.title')}</summary>
          <List type="ordered" spacing="xs" mt="sm" maw="70ch">
            <List.Item>{t('lookups:guide.request')}</List.Item>
            <List.Item>{t('lookups:guide.approve')}</List.Item>
            <List.Item>{t('lookups:guide.open')}</List.Item>
            <List.Item>{t('lookups:guide.record')}</List.Item>
          </List>
        </details>
      </Stack>
    </Card>
  );
}
