import { useQuery } from '@apollo/client/react';
import { Alert, List, Text } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { graphql } from '../../../graphql/physician/index.ts';
import { useText } from '../../../locales/i18n.ts';
import { formatDay } from '../../../ui/day.ts';
import { PostLink } from '../../post-link/post-link.tsx';

const MyExpiringImages = graphql(`
  query MyExpiringImages {
    myExpiringImages {
      consultationId
      answerId
      title
      images
      expiresOn
    }
  }
`);

/** The viewer's posts of which images go within two weeks, under any face. Nothing where there are none. */
export function ExpiringImages() {
  const { t, language } = useText();
  const { data } = useQuery(MyExpiringImages, { fetchPolicy: 'no-cache' });
  const posts = data?.myExpiringImages ?? [];
  if (posts.length === 0) return null;
  return (
    <Alert color="gray" mb="lg" icon={<IconCalendarTime aria-hidden />} title={t('images:expiring.title')}>
      <Text size="sm" mb="xs">
        {t('images:expiring.text')}
      </Text>
      <List size="sm" spacing={6} listStyleType="none">
        {posts.map(({ consultationId, answerId, title, images, expiresOn }) => (
          <List.Item key={answerId ?? consultationId}>
            <PostLink consultationId={consultationId} answerId={answerId} inherit underline="always">
              {answerId
                ? t('images:expiring.answer', { title: title || t('consultations:untitled') })
                : title}
            </PostLink>
            <br />
            {t('images:expiring.images', { count: images })},{' '}
            {t(images === 1 ? 'images:expiring.on' : 'images:expiring.from', {
              day: formatDay(expiresOn, language),
            })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
