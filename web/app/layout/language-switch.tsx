import { Button } from '@mantine/core';
import { chooseLanguage, type Language, useText } from '../../locales/i18n.ts';

const names: Record<Language, string> = { sv: 'Svenska', en: 'English' };

/** Shows the language that one would change to, in that language. */
export function LanguageSwitch() {
  const { language } = useText();
  const other: Language = language === 'sv' ? 'en' : 'sv';
  return (
    <Button
      variant="subtle"
      color="gray"
      size="sm"
      px="xs"
      lang={other}
      onClick={() => chooseLanguage(other)}
    >
      {names[other]}
    </Button>
  );
}
