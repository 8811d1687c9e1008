import { useMemo } from "react";
import { useLanguage } from "../../text/language.tsx";
import type { Directory } from "../fields/use-directory.ts";
import type { RuleWords } from "./in-words.ts";

export function useRuleWords(currency: string, directory: Directory): RuleWords {
  const { t, language, money, moment } = useLanguage();
  return useMemo(
    () => ({
      t,
      language,
      currency,
      money,
      day: (at) => moment(at),
      personName: directory.personName,
      departmentName: directory.departmentName,
    }),
    [t, language, currency, money, moment, directory],
  );
}
