import { Radio, Stack } from '@mantine/core';
import { chooseLanguage, type Language, useText } from '../../locales/i18n.ts';
import { SettingsSection } from '../../ui/settings-section.tsx';

const languages: readonly { value: Language; name: string }[] = [
  { value: 'sv', name: 'Svenska' },
  { value: 'en', name: 'English' },
];

/** The language of the pages, and of what is mailed. The account remembers it as soon as it is chosen. */
export function LanguageSection() {
  const { t, language } = useText();
  return (
    <SettingsSection id="language" title={t('settings:language.title')}>
      <Radio.Group
        name="language"
        value={language}
        onChange={(value) => chooseLanguage(value as Language)}
        label={t('settings:language.label')}
      >
        <Stack gap="xs" mt="xs">
          {languages.map(({ value, name }) => (
            <Radio key={value} value={value} label={<span lang={value}>{name}</span>} />
          ))}
        </Stack>
      </Radio.Group>
    </SettingsSection>
  );
}
