import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useSession } from '../../features/session/session-context.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { changeLanguage, type Language, useText } from '../../locales/i18n.ts';

const SetLocale = graphql(`
  mutation SetLocale($locale: Locale!) {
    setLocale(locale: $locale) {
      __typename
      ... on Viewer {
        id
        locale
      }
    }
  }
`);

const names: Record<Language, string> = { sv: 'Svenska', en: 'English' };

/** Shows the language that one would change to, in that language. */
export function LanguageSwitch() {
  const { language } = useText();
  const { viewer, refresh } = useSession();
  const [setLocale] = useMutation(SetLocale);
  const other: Language = language === 'sv' ? 'en' : 'sv';

  async function change() {
    changeLanguage(other);
    if (!viewer) return;
    // The page is already in the other language; that the account does not remember it is no reason to disturb.
    await setLocale({ variables: { locale: other } })
      .then(refresh)
      .catch(() => undefined);
  }

  return (
    <Button variant="subtle" color="gray" size="sm" px="xs" lang={other} onClick={change}>
      {names[other]}
    </Button>
  );
}
