import { Alert, Stack, Text } from '@mantine/core';
import { IconPencilQuestion } from '@tabler/icons-react';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { HourTime } from '../../ui/hour-time.tsx';
import { TextDifference } from './text-difference.tsx';

const CaseWaitingEditParts = graphql(`
  fragment CaseWaitingEditParts on ModerationCase {
    post {
      id
      title
      body
      tags
      waitingEdit {
        id
        title
        body
        tags
        savedAt
      }
    }
  }
`);

/** What the author would have stand there, beside what does. */
export function CaseWaitingEdit({ item }: { item: FragmentType<typeof CaseWaitingEditParts> }) {
  const { t } = useText();
  const { post } = unmask(CaseWaitingEditParts, item);
  const { waitingEdit } = post;
  if (!waitingEdit) return null;
  const fields = [
    ['titleField', post.title, waitingEdit.title ?? post.title],
    ['bodyField', post.body, waitingEdit.body],
    ['tagsField', post.tags.join(', '), waitingEdit.tags.join(', ')],
  ] as const;
  return (
    <Alert color="petrol" icon={<IconPencilQuestion aria-hidden />} title={t('moderation:waitingEdit.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('moderation:waitingEdit.text')}</Text>
        {fields.map(
          ([field, now, wanted]) =>
            now !== wanted && (
              <section key={field} aria-label={t(`moderation:waitingEdit.${field}`)}>
                <Text fw={600} size="sm" mb={4} aria-hidden>
                  {t(`moderation:waitingEdit.${field}`)}
                </Text>
                <TextDifference before={now} after={wanted} />
              </section>
            ),
        )}
        <Text size="xs" c="dimmed">
          <HourTime at={waitingEdit.savedAt} />
        </Text>
      </Stack>
    </Alert>
  );
}
