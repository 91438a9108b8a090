import { useMutation } from '@apollo/client/react';
import { useEffect } from 'react';
import { useSession } from '../../features/session/session-context.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { isLanguageChosenHere, useText } from '../../locales/i18n.ts';

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

/**
 * Tells the account which language its holder has chosen here, also when she chose before she signed in. Where the
 * server does not take it, the page stays in the chosen language all the same.
 */
export function useRememberedLanguage(): void {
  const { language } = useText();
  const { viewer, refresh } = useSession();
  const [setLocale] = useMutation(SetLocale);
  const remembered = viewer?.locale;

  useEffect(() => {
    if (!remembered || remembered === language || !isLanguageChosenHere()) return;
    setLocale({ variables: { locale: language } })
      .then(refresh)
      .catch(() => undefined);
  }, [remembered, language, setLocale, refresh]);
}
