import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { type Locale, locales } from "../../backend/contract/vocabulary.ts";
import { type Dictionary, dictionaries } from "./dictionaries.ts";
import { currencySign, moneyText } from "./money-text.ts";
import { clockText, dayText, dueText, momentText, spanText } from "./time-text.ts";

const storageKey = "frontline.locale";

/** The reader's choice, else the browser's first language that we speak, else English. */
function chosenLocale(): Locale {
  const chosen = localStorage.getItem(storageKey);
  const known = locales.find((locale) => locale === chosen);
  if (known !== undefined) return known;
  const speaks = navigator.languages.find((language) => /^(zh|en)\b/i.test(language));
  return speaks?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

function textsOf(locale: Locale) {
  const t = dictionaries[locale];
  // British readers keep British dates: the region comes from the browser, the texts from us.
  const language =
    navigator.languages.find((each) => each.toLowerCase().startsWith(locale.slice(0, 2))) ?? locale;
  return {
    locale,
    language,
    t,
    money: (amountMinor: number, currency: string) => moneyText(amountMinor, currency, language),
    exactMoney: (amountMinor: number, currency: string) => moneyText(amountMinor, currency, language, true),
    sign: (currency: string) => currencySign(currency, language),
    clock: (at: number) => clockText(at, language),
    day: (at: number, now = Date.now()) => dayText(at, now, language, t),
    moment: (at: number, now = Date.now()) => momentText(at, now, language),
    due: (at: number, now: number) => dueText(at, now, t),
    span: (ms: number) => spanText(ms, t),
    list: (items: string[]) => new Intl.ListFormat(language, { type: "conjunction" }).format(items),
  };
}

type Language = ReturnType<typeof textsOf> & { choose(locale: Locale): void };

export type { Dictionary };

const LanguageContext = createContext<Language | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(chosenLocale);
  const language = useMemo(
    () => ({
      ...textsOf(locale),
      choose(next: Locale) {
        localStorage.setItem(storageKey, next);
        setLocale(next);
      },
    }),
    [locale],
  );
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The texts, and how figures and times are written, in the reader's language. */
export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (language === null) throw new Error("useLanguage outside LanguageProvider");
  return language;
}
