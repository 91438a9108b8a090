import { Text } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import { HourTime } from '../../ui/hour-time.tsx';

interface Props {
  post: { postedAt: string; editedAt: string | null; editedByModeration: boolean };
  /** The post's own anchor. */
  href?: string;
}

/** When it was posted and changed, to the hour, and whether moderation changed it. */
export function PostTime({ post, href }: Props) {
  const { t } = useText();
  return (
    <Text size="sm" c="dimmed">
      {href ? (
        <a href={href} style={{ color: 'inherit' }}>
          <HourTime at={post.postedAt} />
        </a>
      ) : (
        <HourTime at={post.postedAt} />
      )}
      {post.editedAt && !post.editedByModeration && <> · {t('consultations:edited')}</>}
      {post.editedByModeration && (
        <>
          {' · '}
          <strong>{t('consultations:editedByModeration')}</strong>
        </>
      )}
    </Text>
  );
}
