import { Card, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** Of the section on the page: links lead to #id. */
  id: string;
  title: string;
  children: ReactNode;
}

/** One part of the settings, with its own heading. */
export function SettingsSection({ id, title, children }: Props) {
  return (
    <Card component="section" id={id} aria-labelledby={`${id}-title`} withBorder padding="lg">
      <Stack gap="md">
        <Title order={2} id={`${id}-title`} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
