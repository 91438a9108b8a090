import { Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { formatMoment } from '../../ui/hour-time.tsx';
import { ExtendNoticeButton } from './extend-notice.tsx';

export const OpeningNoticeParts = graphql(`
  fragment OpeningNoticeParts on Lookup {
    id
    requestedByMe
    notice {
      tellAfter
      told
      canExtend
      latestDay
      extensions {
        at
        tellAfterBefore
        tellAfter
        statement
        admin {
          id
          name
        }
      }
    }
  }
`);

/** When the author of an opened post is told, and who has put that off. Nothing before the opening. */
export function OpeningNotice({ lookup }: { lookup: FragmentType<typeof OpeningNoticeParts> }) {
  const { t, language } = useText();
  const { id, requestedByMe, notice } = unmask(OpeningNoticeParts, lookup);
  if (!notice) return null;
  const date = formatDay(notice.tellAfter, language);
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="opening-notice">
      <Stack gap="sm">
        <Title order={2} id="opening-notice">
          {t('lookupNotices:admin.title')}
        </Title>
        <Text>{t(notice.told ? 'lookupNotices:admin.told' : 'lookupNotices:admin.toBeTold', { date })}</Text>
        {notice.extensions.length > 0 && (
          <List size="sm" spacing={6}>
            {notice.extensions.map((extension) => (
              <List.Item key={extension.at + extension.tellAfter}>
                {t('lookupNotices:admin.extension', {
                  name: extension.admin.name || extension.admin.id,
                  from: formatDay(extension.tellAfterBefore, language),
                  until: formatDay(extension.tellAfter, language),
                })}{' '}
                <Text span size="sm" c="dimmed">
                  <time dateTime={extension.at}>{formatMoment(extension.at, language)}</time>
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                  {extension.statement}
                </Text>
              </List.Item>
            ))}
          </List>
        )}
        {notice.canExtend && (
          <Group>
            <ExtendNoticeButton lookupId={id} tellAfter={notice.tellAfter} latestDay={notice.latestDay} />
          </Group>
        )}
        {!notice.told && requestedByMe && (
          <Text size="sm" c="dimmed">
            {t('lookupNotices:admin.notRequester')}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
