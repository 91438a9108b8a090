import { Select, type SelectProps } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import { useSpecialtyOptions } from './use-specialties.ts';

/** A searchable choice of one specialty. While the list cannot be loaded it says so in its place. */
export function SpecialtySelect(props: Omit<SelectProps, 'data'>) {
  const { t } = useText();
  const { options, error, loading } = useSpecialtyOptions();
  const waiting = loading && options.length === 0;
  return (
    <Select
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={t('common:nothingFound')}
      comboboxProps={{ shadow: 'md' }}
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      {...props}
      data={options}
      // What is typed before the list has come would find nothing, and Enter would choose nothing.
      disabled={waiting || props.disabled === true}
      {...(waiting ? { placeholder: t('common:loading') } : {})}
      {...(error ? { error: t('common:specialtiesFailed') } : {})}
    />
  );
}
