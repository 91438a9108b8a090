import { Select, type SelectProps } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import { useSpecialtyOptions } from './use-specialties.ts';

/** A searchable choice of one specialty. While the list cannot be loaded it says so in its place. */
export function SpecialtySelect(props: Omit<SelectProps, 'data'>) {
  const { t } = useText();
  const { options, error, loading } = useSpecialtyOptions();
  return (
    <Select
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={loading ? t('common:loading') : t('common:nothingFound')}
      comboboxProps={{ shadow: 'md' }}
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      {...props}
      data={options}
      {...(error ? { error: t('common:specialtiesFailed') } : {})}
    />
  );
}
