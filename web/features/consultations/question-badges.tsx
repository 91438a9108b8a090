import { Badge, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../locales/i18n.ts';
import { SolvedBadge } from './solved-badge.tsx';

interface Props {
  question: { solved: boolean; locked: boolean; tags: readonly string[] };
  /** What stands before them. */
  children?: ReactNode;
}

/** What became of a question, and what it is about. */
export function QuestionBadges({ question: { solved, locked, tags }, children }: Props) {
  const { t } = useText();
  return (
    <Group gap="xs">
      {children}
      {solved && <SolvedBadge label={t('consultations:solved')} />}
      {locked && (
        <Badge
          color="gray"
          variant="light"
          tt="none"
          radius="sm"
          leftSection={<IconLock size={13} aria-hidden />}
        >
          {t('consultations:locked')}
        </Badge>
      )}
      {tags.map((tag) => (
        <Badge key={tag} variant="default" tt="none" radius="sm" fw={500}>
          {tag}
        </Badge>
      ))}
    </Group>
  );
}
