import { Badge } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';

/** On a question that is solved, and on the answer that solved it. */
export function SolvedBadge({ label }: { label: string }) {
  return (
    <Badge
      color="green"
      variant="light"
      tt="none"
      radius="sm"
      leftSection={<IconCircleCheck size={14} aria-hidden />}
    >
      {label}
    </Badge>
  );
}
