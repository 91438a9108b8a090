import { Card, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { TextDifference } from '../moderation/text-difference.tsx';
import { changedPlaces } from './changed-paragraphs.ts';

/** What differs between two versions of a document, place by place. */
export function LegalChanges({ before, after, since }: { before: string; after: string; since: string }) {
  const { t, language } = useText();
  const places = useMemo(() => changedPlaces(before, after), [before, after]);
  const day = formatDay(since, language);
  if (places.length === 0) return <Text c="dimmed">{t('terms:changes.none', { day })}</Text>;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('terms:changes.lead', { day })}
      </Text>
      {places.map(({ heading, before: old, after: young }) => (
        <Card key={`${heading}${old}${young}`} withBorder component="section">
          {heading !== null && (
            <Title order={2} size="h4" mb="xs">
              {heading}
            </Title>
          )}
          <TextDifference before={old} after={young} />
        </Card>
      ))}
    </Stack>
  );
}
