import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type FragmentType, graphql, unmask } from '../../../graphql/operations/index.ts';
import { useText } from '../../../locales/i18n.ts';
import { HourTime } from '../../../ui/hour-time.tsx';

const AttachedFormParts = graphql(`
  fragment AttachedFormParts on ConsentForm {
    id
    kind
    consultationId
    answerId
    title
    postedAt
    images
    anonymous
    mayOpen
  }
`);

/** One signed form: to which post it belongs, and the way to open it or what that would take. */
export function AttachedFormCard({ form }: { form: FragmentType<typeof AttachedFormParts> }) {
  const { t } = useText();
  const { id, kind, consultationId, answerId, title, postedAt, images, anonymous, mayOpen } = unmask(
    AttachedFormParts,
    form,
  );
  const post = `/consultations/${consultationId}${answerId ? `#answer-${answerId}` : ''}`;
  return (
    <Card component="article" withBorder padding="lg">
      <Stack gap={8} align="flex-start">
        <Badge tt="none" radius="sm" color={anonymous ? 'gray' : 'petrol'} variant="light">
          {t(anonymous ? 'consentForms:anonymous' : 'consentForms:named')}
        </Badge>
        <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {answerId ? t('consentForms:answerTo', { title }) : title}
        </Title>
        <Text size="sm" c="dimmed">
          {t(`consentForms:kind.${kind}`)} · {t('consentForms:images', { count: images })} ·{' '}
          <HourTime at={postedAt} />
        </Text>
        <Group gap="md">
          {mayOpen && (
            <Button
              component="a"
              href={`/images/forms/${id}`}
              download
              size="compact-md"
              variant="default"
              leftSection={<IconDownload size={17} aria-hidden />}
              aria-label={t('consentForms:openOf', { title })}
            >
              {t('consentForms:open')}
            </Button>
          )}
          <Anchor component={Link} to={post} size="sm">
            {t('consentForms:toPost')}
          </Anchor>
          {!mayOpen && (
            <Anchor component={Link} to="/operations/lookups/new" size="sm">
              {t('consentForms:lookUp')}
            </Anchor>
          )}
        </Group>
        {!mayOpen && <Text size="sm">{t('consentForms:closed')}</Text>}
      </Stack>
    </Card>
  );
}
