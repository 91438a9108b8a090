import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { type FragmentType, graphql, unmask } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownText } from '../../ui/markdown.tsx';
import { Byline, type BylineView } from '../bylines/byline.tsx';
import { useViewer } from '../session/session-context.ts';

const LookupSubjectParts = graphql(`
  fragment LookupSubjectParts on LookupSubject {
    kind
    consultationId
    aliasNumber
    isAsker
    title
    body
  }
`);

/** The face under which it was written; nothing else is known of the author here. */
export function faceOf({ aliasNumber, isAsker }: { aliasNumber: number; isAsker: boolean }): BylineView {
  return { __typename: 'AliasByline', number: aliasNumber, isAsker, specialty: null };
}

/** The anonymous post that a lookup is about. */
export function LookupSubject({ subject }: { subject: FragmentType<typeof LookupSubjectParts> }) {
  const { t } = useText();
  const viewer = useViewer();
  const shown = unmask(LookupSubjectParts, subject);
  const gone = shown.title === '' && shown.body === '';
  return (
    <Card component="article" withBorder padding="lg" aria-label={t('lookups:subject.label')}>
      <Stack gap="sm">
        {gone ? (
          <Text c="dimmed" fs="italic">
            {t('lookups:subject.gone')}
          </Text>
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {t(`lookups:subject.${shown.kind}`)}
            </Text>
            <Title order={3} style={{ overflowWrap: 'anywhere' }}>
              {shown.title || t('consultations:untitled')}
            </Title>
            <Byline byline={faceOf(shown)} />
            {shown.body ? (
              <MarkdownText>{shown.body}</MarkdownText>
            ) : (
              <Text c="dimmed" fs="italic">
                {t('lookups:subject.gone')}
              </Text>
            )}
            {viewer.status === 'VERIFIED' && (
              <Group>
                <Anchor component={Link} to={`/consultations/${shown.consultationId}`} size="sm">
                  {t('lookups:subject.see')}
                </Anchor>
              </Group>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
