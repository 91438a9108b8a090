import { Group, Radio } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';

const lengths = [1, 7, 30, 90];

interface Props {
  value: number | null;
  error?: string | undefined;
  onChange(days: number): void;
}

/** For how many days a suspension lasts. */
export function SuspensionLength({ value, error, onChange }: Props) {
  const { t } = useText();
  return (
    <Radio.Group
      size="md"
      label={t('moderation:days')}
      value={value === null ? null : String(value)}
      error={error}
      onChange={(next) => onChange(Number(next))}
    >
      <Group mt={6} mb={4} gap="lg">
        {lengths.map((days) => (
          <Radio key={days} value={String(days)} label={t('moderation:daysChoice', { count: days })} />
        ))}
      </Group>
    </Radio.Group>
  );
}
