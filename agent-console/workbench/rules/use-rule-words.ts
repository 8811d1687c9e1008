import { useMemo } from "react";
import { useLanguage } from "../../text/language.tsx";
import { zonedText } from "../../text/zone-time.ts";
import { useMe } from "../../wire/session.tsx";
import type { Directory } from "../fields/use-directory.ts";
import type { RuleWords } from "./in-words.ts";

/** Of one storefront: what its rules say of times, they say in its zone. */
export function useRuleWords(storefrontId: string, currency: string, directory: Directory): RuleWords {
  const { t, language, money } = useLanguage();
  const timeZone = useMe().storefronts.find(({ id }) => id === storefrontId)?.timeZone ?? "UTC";
  return useMemo(
    () => ({
      t,
      language,
      currency,
      money,
      timeZone,
      moment: (at) => zonedText(at, timeZone, language),
      personName: directory.personName,
      departmentName: directory.departmentName,
    }),
    [t, language, currency, timeZone, money, directory],
  );
}
