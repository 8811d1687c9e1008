import { Button } from "@mantine/core";
import { memo, useMemo } from "react";
import type { Suggestion } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { Blank } from "../../shell/blank.tsx";
import { NotLoaded, Waiting } from "../../shell/page.tsx";
import { useLanguage } from "../../text/language.tsx";
import { useAsk } from "../../wire/use-ask.ts";
import { ChangeList } from "../rules/change-list.tsx";
import type { RuleWords } from "../rules/in-words.ts";
import classes from "./suggestions.module.css";

interface Props {
  storefrontId: string;
  live: PolicyRule[];
  words: RuleWords;
  currencies: string[];
  onTake(name: string, rules: PolicyRule[]): void;
}

/** What the approvals and outcomes of the last months suggest; one click makes it the draft. */
export const SuggestionList = memo(function SuggestionList({
  storefrontId,
  live,
  words,
  currencies,
  onTake,
}: Props) {
  const { t } = useLanguage();
  const say = t.workbench.suggestions;
  const asked = useAsk("insight.suggestions", { storefrontId });
  if (asked.isPending) return <Waiting rows={3} />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  const { suggestions } = asked.data;
  if (suggestions.length === 0) return <Blank title={say.none} hint={say.noneHint} />;
  const cards = (list: Suggestion[]) => (
    <ul className={classes.cards}>
      {list.map((each) => (
        <li key={each.id} className={classes.card}>
          <SuggestionCard of={each} live={live} words={words} currencies={currencies} onTake={onTake} />
        </li>
      ))}
    </ul>
  );
  // What was never used hurts nobody, and a young shop has much of it: it does not bury what people wait for.
  const pressing = suggestions.filter(({ kind }) => kind !== "unused");
  const unused = suggestions.filter(({ kind }) => kind === "unused");
  return (
    <>
      {cards(pressing)}
      {unused.length > 0 && (
        <details className={classes.unused} open={pressing.length === 0 || undefined}>
          <summary>{say.unused(unused.length)}</summary>
          {cards(unused)}
        </details>
      )}
    </>
  );
});

interface CardProps extends Omit<Props, "storefrontId"> {
  of: Suggestion;
}

function SuggestionCard({ of: each, live, words, currencies, onTake }: CardProps) {
  const { t } = useLanguage();
  const say = t.workbench.suggestions;
  const { title, figures } = useSuggestionWords(each);
  // A new rule is said in the currency that the suggestion is about, whichever is looked at on the left.
  const own = useMemo(
    () => ({ ...words, currency: each.currency ?? words.currency }),
    [words, each.currency],
  );
  return (
    <article>
      <span className={classes.kind} data-kind={each.kind}>
        {say.kinds[each.kind]}
      </span>
      <h2>{title}</h2>
      <p>{figures}</p>
      <ChangeList
        before={live}
        after={each.rules}
        words={own}
        currencies={currencies}
        whenSame={t.workbench.changes.none}
      />
      <div className={classes.foot}>
        <Button size="xs" onClick={() => onTake(title, each.rules)}>
          {say.take}
        </Button>
        <small>
          {say.from(each.days)}
          {each.generated > 0 && ` ${t.workbench.runs.generated(each.generated)}`}
        </small>
      </div>
    </article>
  );
}

/** The suggestion as a sentence, and the figures it stands on. */
function useSuggestionWords(each: Suggestion): { title: string; figures: string } {
  const { t, money, span, language } = useLanguage();
  const say = t.workbench.suggestions;
  const percent = (share: number) =>
    new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);
  const named = each.reasons.map((reason) => t.rules.reasons[reason]);
  const reasons =
    named.length === 0
      ? t.rules.anyReason
      : t.rules.forReasons(new Intl.ListFormat(language, { type: "disjunction" }).format(named));
  const what = say.what(t.words.remedies[each.remedy], reasons);
  switch (each.kind) {
    case "raise": {
      const [from, to] = [money(each.fromMinor, each.currency), money(each.toMinor, each.currency)];
      return {
        title: say.raise(what, from, to),
        figures: say.raiseFigures(each.approved, each.requests, from, to, span(each.medianWaitMs)),
      };
    }
    case "unused": {
      if (each.of === "rule" || each.currency === null) {
        return { title: say.unusedRule(what), figures: say.unusedRuleFigures(each.days) };
      }
      const amount = (minor: number | null) => money(minor ?? 0, each.currency ?? "");
      return {
        title: say.unusedLimit(what, amount(each.fromMinor), amount(each.toMinor)),
        figures: say.unusedLimitFigures(each.cases, amount(each.mostUsedMinor), amount(each.fromMinor)),
      };
    }
    case "regretted":
      return {
        title: say.regretted(what, money(each.fromMinor, each.currency), money(each.toMinor, each.currency)),
        figures: say.regrettedFigures(each.regretted, each.grants, percent(each.usualShare)),
      };
  }
}
