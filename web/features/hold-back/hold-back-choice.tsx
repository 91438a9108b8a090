import { Group, Radio } from '@mantine/core';
import type { HoldBack } from '../../graphql/physician/graphql.ts';
import { useText } from '../../locales/i18n.ts';

/** Null: at once. */
export type HoldBackValue = HoldBack | null;

const windows: readonly HoldBack[] = ['ONE_HOUR', 'SIX_HOURS', 'ONE_DAY'];

export function readHoldBack(value: unknown): HoldBackValue {
  return windows.find((window) => window === value) ?? null;
}

interface Props {
  value: HoldBackValue;
  error?: string | undefined;
  onChange(value: HoldBackValue): void;
}

/** When an anonymous post is published: at once, or at a random moment within a window. */
export function HoldBackChoice({ value, error, onChange }: Props) {
  const { t } = useText();
  return (
    <Radio.Group
      size="md"
      label={t('holdBack:label')}
      description={t('holdBack:help')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value ?? 'AT_ONCE'}
      error={error}
      onChange={(next) => onChange(readHoldBack(next))}
    >
      <Group mt={6} mb={4} gap="lg">
        <Radio value="AT_ONCE" label={t('holdBack:atOnce')} />
        {windows.map((window) => (
          <Radio key={window} value={window} label={t(`holdBack:within.${window}`)} />
        ))}
      </Group>
    </Radio.Group>
  );
}
