import { Anchor, List, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../../locales/i18n.ts';

/** Where the notice to a looked-up author leads. */
export const processAnchor = 'how';

const authority = 'https://www.imy.se/';

/** How an author is looked up, who is told, and where to complain. */
export function LookupProcess({ noticeDays }: { noticeDays: number }) {
  const { t } = useText();
  const { hash } = useLocation();
  useEffect(() => {
    // The browser looked for it before the numbers above had come.
    if (hash === `#${processAnchor}`) document.getElementById(processAnchor)?.scrollIntoView();
  }, [hash]);

  return (
    <Stack gap="md" component="section" aria-labelledby={processAnchor}>
      <Title order={2} id={processAnchor}>
        {t('transparency:process.title')}
      </Title>
      <List type="ordered" spacing="xs" maw="70ch">
        <List.Item>{t('transparency:process.request')}</List.Item>
        <List.Item>{t('transparency:process.together')}</List.Item>
        <List.Item>{t('transparency:process.record')}</List.Item>
        <List.Item>
          {noticeDays === 0
            ? t('transparency:process.toldAtOnce')
            : t('transparency:process.told', { count: noticeDays })}{' '}
          {t('transparency:process.putOff')}
        </List.Item>
      </List>
      <Text maw="70ch">{t('transparency:process.moderators')}</Text>
      <Title order={3}>{t('transparency:complain.title')}</Title>
      <Text maw="70ch">
        {t('transparency:complain.operator')} {t('transparency:complain.authority')}{' '}
        <Anchor href={authority} rel="noreferrer">
          {t('transparency:complain.link')}
        </Anchor>
        .
      </Text>
    </Stack>
  );
}
