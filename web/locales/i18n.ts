import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en, sv, type TextKey } from './catalogue.ts';

export type Language = 'sv' | 'en';
export type TextValues = Record<string, string | number>;

/** The form of `t`: a key of the catalogue and what its {{placeholders}} stand for; `count` picks the plural. */
export type Translate = (key: TextKey, values?: TextValues) => string;

const storageKey = 'konsilium.language';

function storedLanguage(): Language {
  try {
    return window.localStorage.getItem(storageKey) === 'en' ? 'en' : 'sv';
  } catch {
    return 'sv'; // Storage may be forbidden: then the default holds for this page view.
  }
}

/** The language now shown; also what Accept-Language says to the API. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'sv';
}

let chosenHere = false;

/** The reader has chosen a language since the page was loaded: then the account's setting gives way. */
export function isLanguageChosenHere(): boolean {
  return chosenHere;
}

/** What the reader asked for by the switch. */
export function chooseLanguage(language: Language): void {
  chosenHere = true;
  changeLanguage(language);
}

export function changeLanguage(language: Language): void {
  try {
    window.localStorage.setItem(storageKey, language);
  } catch {
    // Not remembered, still shown.
  }
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export function startTranslations(): void {
  const language = storedLanguage();
  document.documentElement.lang = language;
  void i18next.use(initReactI18next).init({
    resources: { sv, en },
    lng: language,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes.
    returnEmptyString: false,
  });
}

/** `t` and the language, renewed when the language changes. */
export function useText(): { t: Translate; language: Language } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'sv';
  const t = useCallback<Translate>(
    (key, values) => i18n.t(key, { ...values, lng: language }),
    [i18n, language],
  );
  return { t, language };
}
