import { Radio, Stack } from '@mantine/core';
import type { ModerationRule } from '../../graphql/moderation/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { rules } from './decision-form.ts';

interface Props {
  value: ModerationRule | null;
  error?: string | undefined;
  onChange(rule: ModerationRule): void;
}

/** Which rule the decision rests on. */
export function RuleChoice({ value, error, onChange }: Props) {
  const { t } = useText();
  return (
    <Radio.Group
      size="md"
      data-group-invalid={error ? true : undefined}
      label={t('moderation:rule')}
      value={value}
      error={error}
      onChange={(next) => {
        const rule = rules.find((known) => known === next);
        if (rule) onChange(rule);
      }}
    >
      <Stack gap="xs" mt="xs">
        {rules.map((rule) => (
          <Radio
            key={rule}
            value={rule}
            label={t(`decisions:rules.${rule}`)}
            description={t(`moderation:ruleHelp.${rule}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
