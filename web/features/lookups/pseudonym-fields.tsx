import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import { processorNames } from '../telemetry/processor-names.ts';
import { looksLikePseudonym, processors, type RequestForm } from './request-form.ts';

interface Props {
  form: Pick<RequestForm, 'processor' | 'pseudonym'>;
  tried: boolean;
  onChange(change: Partial<RequestForm>): void;
}

/** Which pseudonym, and at whom. */
export function PseudonymFields({ form, tried, onChange }: Props) {
  const { t } = useText();
  const missing = tried && !looksLikePseudonym(form.pseudonym);
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('lookups:request.processor')}
        value={form.processor}
        data={processors.map((value) => ({ value, label: processorNames[value] }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ processor: processors.find((processor) => processor === value) ?? 'MIXPANEL' })
        }
      />
      <TextInput
        label={t('lookups:request.pseudonym')}
        description={t('lookups:request.pseudonymHelp')}
        autoComplete="off"
        spellCheck={false}
        value={form.pseudonym}
        error={missing ? t('lookups:request.pseudonymMissing') : undefined}
        onChange={(event) => onChange({ pseudonym: event.currentTarget.value })}
      />
    </Stack>
  );
}
