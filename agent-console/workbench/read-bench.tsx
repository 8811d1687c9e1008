import { Text } from "@mantine/core";
import { useState } from "react";
import type { PolicyVersion } from "../../backend/contract/queries/office.ts";
import { useLanguage } from "../text/language.tsx";
import { useDirectory } from "./fields/use-directory.ts";
import { currenciesOf } from "./rules/amounts.ts";
import { RuleList } from "./rules/rule-list.tsx";
import { useRuleWords } from "./rules/use-rule-words.ts";

const nothing = () => {};

/** The limits in force, to read. */
export function ReadBench({ live }: { live: PolicyVersion }) {
  const { t, moment } = useLanguage();
  const directory = useDirectory();
  const currencies = currenciesOf(live.rules);
  const [chosen, setChosen] = useState<string | null>(null);
  const words = useRuleWords(live.storefrontId, chosen ?? currencies[0] ?? "USD", directory);
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t.workbench.release.liveIs(live.version, live.publishedBy, moment(live.publishedAt))}
      </Text>
      <RuleList
        live={live.rules}
        rules={live.rules}
        words={words}
        currencies={currencies.length === 0 ? ["USD"] : currencies}
        onCurrency={setChosen}
        directory={directory}
        staff={null}
        chosen={null}
        onChoose={nothing}
        onChange={null}
      />
    </>
  );
}
