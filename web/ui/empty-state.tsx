import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  icon: ReactNode;
  title: string;
  text?: string;
  action?: ReactNode;
  /** It stands for the whole page, not for a list in it: its title is the page's. */
  wholePage?: boolean;
}

/** Says why a list is empty and what can be done about it. */
export function EmptyState({ icon, title, text, action, wholePage }: Props) {
  return (
    <Stack align="center" gap="sm" py={56} px="md" ta="center">
      <ThemeIcon size={56} radius={28} variant="light" color="gray" aria-hidden>
        {icon}
      </ThemeIcon>
      <Title order={wholePage ? 1 : 2} size="h3">
        {title}
      </Title>
      {text && (
        <Text c="dimmed" maw="46ch">
          {text}
        </Text>
      )}
      {action}
    </Stack>
  );
}
