import { Card, Container, Group, Skeleton, Stack } from '@mantine/core';
import { useText } from '../locales/i18n.ts';

/** As tall as the cards that come, so that nothing jumps. */
export function ListSkeleton({ rows = 4, height = 148 }: { rows?: number; height?: number }) {
  const { t } = useText();
  return (
    <Stack gap="md" aria-busy="true" aria-label={t('common:loading')} role="status">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
        <Card key={index} withBorder padding="lg" h={height}>
          <Stack gap="sm">
            <Skeleton height={14} width="40%" />
            <Skeleton height={20} width="75%" />
            <Skeleton height={12} />
            <Group gap="sm">
              <Skeleton height={12} width={90} />
              <Skeleton height={12} width={60} />
            </Group>
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}

/** Before anything is known, not even who is signed in. */
export function PageSkeleton() {
  return (
    <Container size="46rem" py="xl">
      <Skeleton height={32} width="50%" mb="xl" />
      <ListSkeleton />
    </Container>
  );
}
