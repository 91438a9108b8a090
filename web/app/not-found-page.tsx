import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useText } from '../locales/i18n.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDocumentTitle } from '../ui/page-heading.tsx';

export function NotFoundPage() {
  const { t } = useText();
  useDocumentTitle(t('common:notFound.title'));
  return (
    <EmptyState
      wholePage
      icon={<IconMapQuestion />}
      title={t('common:notFound.title')}
      text={t('common:notFound.text')}
      action={
        <Button component={Link} to="/" variant="default">
          {t('common:notFound.home')}
        </Button>
      }
    />
  );
}
