import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { IconLockOpen2 } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../locales/i18n.ts';
import { Facts } from '../../ui/facts.tsx';
import type { OpenedAuthor } from './open-lookup.tsx';

/**
 * Who wrote it. Shown for as long as the page is, and nowhere else; a page that the browser keeps to go back to has
 * it removed first.
 */
export function OpenedAuthorPanel({ author, onGone }: { author: OpenedAuthor; onGone(): void }) {
  const { t, language } = useText();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
    window.addEventListener('pagehide', onGone);
    return () => window.removeEventListener('pagehide', onGone);
  }, [onGone]);

  return (
    <Alert
      component="section"
      variant="outline"
      color="red"
      icon={<IconLockOpen2 aria-hidden />}
      aria-labelledby="opened-author"
      p="lg"
    >
      <Stack gap="md" align="flex-start">
        <Title order={2} id="opened-author" ref={heading} tabIndex={-1}>
          {t('lookups:author.title', { name: author.name })}
        </Title>
        <Facts
          facts={[
            { label: t('lookups:author.name'), value: <strong>{author.name}</strong> },
            { label: t('lookups:author.email'), value: author.email },
            { label: t('lookups:author.licenceNumber'), value: author.licenceNumber ?? '–' },
            { label: t('lookups:author.specialty'), value: author.specialty?.[language] ?? '–' },
          ]}
        />
        <Text maw="60ch">{t('lookups:author.once')}</Text>
        <Button variant="default" size="sm" onClick={onGone}>
          {t('lookups:author.hide')}
        </Button>
      </Stack>
    </Alert>
  );
}
