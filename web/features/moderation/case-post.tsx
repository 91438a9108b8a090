import { Alert, Anchor, Box, Button, Card, Collapse, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEyeOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { MarkdownText } from '../../ui/markdown.tsx';
import { Byline } from '../bylines/byline.tsx';
import { PostTime } from '../consultations/post-time.tsx';
import { Tombstone } from '../consultations/tombstone.tsx';
import { PostBadges } from './case-badges.tsx';
import { CaseBylineParts } from './case-byline.ts';
import { CaseImages } from './case-images.tsx';

const CasePostParts = graphql(`
  fragment CasePostParts on ModerationCase {
    post {
      id
      kind
      consultationId
      body
      identifierOverride
      question
      visibility
      locked
      images {
        id
        ...CaseImageParts
      }
      postedAt
      editedAt
      editedByModeration
      byline {
        ...CaseBylineParts
      }
    }
  }
`);

/** The post as its readers see it, or would. Of an anonymous author there is the face and nothing else. */
export function CasePost({ item }: { item: FragmentType<typeof CasePostParts> }) {
  const { t } = useText();
  const { post } = unmask(CasePostParts, item);
  const [questionShown, { toggle }] = useDisclosure(false);
  const gone = post.visibility === 'DELETED' || post.visibility === 'WITHDRAWN';
  const isAnswer = post.kind === 'ANSWER';
  const anchor = isAnswer ? `#answer-${post.id}` : '';
  return (
    <Card component="article" withBorder padding="lg" aria-label={t('moderation:post')}>
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Byline byline={unmask(CaseBylineParts, post.byline)} />
          <PostTime post={post} />
        </Group>
        {post.visibility === 'HIDDEN' && (
          <Alert color="orange" icon={<IconEyeOff aria-hidden />} py="xs">
            {t('moderation:hiddenNow')}
          </Alert>
        )}
        {gone ? (
          <Tombstone visibility={post.visibility} isMine={false} />
        ) : (
          <MarkdownText>{post.body}</MarkdownText>
        )}
        {!gone && <CaseImages images={post.images} />}
        {post.identifierOverride && (
          <Text size="sm">
            <strong>{t('moderation:identifierOverride')}</strong> {post.identifierOverride}
          </Text>
        )}
        {post.question && (
          <div>
            <Button variant="default" size="compact-sm" aria-expanded={questionShown} onClick={toggle}>
              {t(questionShown ? 'moderation:hideQuestion' : 'moderation:showQuestion')}
            </Button>
            <Collapse expanded={questionShown}>
              <Box
                mt="sm"
                pl="md"
                style={{ borderInlineStart: '3px solid var(--mantine-color-default-border)' }}
              >
                <MarkdownText>{post.question}</MarkdownText>
              </Box>
            </Collapse>
          </div>
        )}
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            <Anchor component={Link} to={`/consultations/${post.consultationId}${anchor}`}>
              {t(isAnswer ? 'moderation:seeAnswer' : 'moderation:seeConsultation')}
            </Anchor>
          </Text>
          <Group gap="xs">
            <PostBadges post={post} />
          </Group>
        </Group>
      </Stack>
    </Card>
  );
}
