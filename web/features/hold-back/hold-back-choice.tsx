import { Alert, Group, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { HoldBack } from '../../graphql/physician/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { guessedRight } from './guessed-right.ts';

/** Null: not chosen. Then an anonymous post waits for minutes, and a named one appears at once. */
export type HoldBackValue = HoldBack | null;

const choices: readonly HoldBack[] = ['MINUTES', 'ONE_HOUR', 'SIX_HOURS', 'ONE_DAY', 'AT_ONCE'];

export function readHoldBack(value: unknown): HoldBackValue {
  return choices.find((choice) => choice === value) ?? null;
}

interface Props {
  anonymous: boolean;
  value: HoldBackValue;
  error?: string | undefined;
  onChange(value: HoldBackValue): void;
}

/** When a post is published: at once, or at a random tick within a window. What at once costs is said where it is chosen. */
export function HoldBackChoice({ anonymous, value, error, onChange }: Props) {
  const { t } = useText();
  const chosen = value ?? (anonymous ? 'MINUTES' : 'AT_ONCE');
  const [right, , rightAmongThree] = guessedRight[chosen];
  return (
    <Stack gap="xs">
      <Radio.Group
        size="md"
        label={t('holdBack:label')}
        description={help()}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={chosen}
        error={error}
        onChange={(next) => onChange(readHoldBack(next))}
      >
        <Group mt={6} mb={8} gap="lg">
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`holdBack:choice.${choice}`)} />
          ))}
        </Group>
      </Radio.Group>
      {anonymous && chosen === 'AT_ONCE' && (
        <Alert
          role="status"
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('holdBack:atOnceTitle')}
        >
          <Text size="sm">{t('holdBack:atOnceText', { right, rightAmongThree })}</Text>
        </Alert>
      )}
    </Stack>
  );

  function help(): string | null {
    if (!anonymous) return t('holdBack:helpNamed');
    return chosen === 'AT_ONCE' ? null : t('holdBack:help', { right });
  }
}
