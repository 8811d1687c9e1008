import { Tabs } from "@mantine/core";
import { useCallbackRef } from "@mantine/hooks";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ReleaseStage } from "../../backend/contract/commands/policies.ts";
import type { LimitRef } from "../../backend/contract/insight.ts";
import { findPolicyProblems } from "../../backend/contract/policy-problems.ts";
import type { Workbench } from "../../backend/contract/queries/policies.ts";
import { useWide } from "../shell/use-wide.ts";
import { useLanguage } from "../text/language.tsx";
import { DraftBar } from "./draft/draft-bar.tsx";
import { Meanwhile } from "./draft/meanwhile.tsx";
import { useDraft } from "./draft/use-draft.ts";
import { useDirectory } from "./fields/use-directory.ts";
import { FrontierPanel } from "./frontier/frontier-panel.tsx";
import { HistoryList } from "./release/history-list.tsx";
import { ProposalCard } from "./release/proposal-card.tsx";
import { ReleaseDialogs, type Releasing } from "./release/release-dialogs.tsx";
import { SettingsForm } from "./release/settings-form.tsx";
import { ShadowDrawer } from "./release/shadow-drawer.tsx";
import { StageLine } from "./release/stage-line.tsx";
import { useRelease } from "./release/use-release.ts";
import { ReplayPanel } from "./replay/replay-panel.tsx";
import { currenciesOf } from "./rules/amounts.ts";
import { ChangeList } from "./rules/change-list.tsx";
import { changedIds } from "./rules/changed-ids.ts";
import { RuleList } from "./rules/rule-list.tsx";
import { useRuleWords } from "./rules/use-rule-words.ts";
import { useRun } from "./runs/use-run.ts";
import { SuggestionList } from "./suggestions/suggestion-list.tsx";
import classes from "./workbench.module.css";

const panels = ["changes", "replay", "frontier", "suggestions", "history"] as const;
type Panel = (typeof panels)[number] | "rules";

/** Rules on the left, what they would do on the right; on a phone one after the other. */
export function LeadBench({ bench }: { bench: Workbench }) {
  const { t } = useLanguage();
  const isWide = useWide();
  const directory = useDirectory();
  const draft = useDraft(bench);
  const release = useRelease(bench);
  const replay = useRun();
  const frontier = useRun();
  const [panel, setPanel] = useState<Panel>("suggestions");
  const [limit, setLimit] = useState<LimitRef | null>(null);
  const [releasing, setReleasing] = useState<Releasing | null>(null);
  const [takingBack, setTakingBack] = useState<ReleaseStage | null>(null);
  const [showsShadow, setShowsShadow] = useState(false);

  const { storefrontId, live } = bench;
  const { rules } = draft;
  const [chosen, setChosen] = useState<string | null>(null);
  const named = currenciesOf([...live.rules, ...rules]);
  const codes = [...new Set(chosen === null ? named : [...named, chosen])].sort().join();
  // The same list as long as it says the same: what is said by it is not said anew at every key.
  const currencies = useMemo(() => codes.split(",").filter((code) => code !== ""), [codes]);
  const currency = chosen ?? currencies[0] ?? "USD";
  const words = useRuleWords(storefrontId, currency, directory);
  const changed = changedIds(live.rules, rules).size;
  const isBroken = findPolicyProblems(rules, bench.staff).length > 0;
  const result = replay.done?.result.kind === "replay" ? replay.done.result : null;
  const replayed = result !== null && replay.done?.started.rules === rules ? result : null;
  const inWords = { words, currencies };

  const shown = isWide && panel === "rules" ? "changes" : panel;
  const take = useCallbackRef((name: string, next: typeof rules) => {
    draft.start(name, next);
    setPanel("changes");
  });
  const tabs = useTabInSight(shown);
  const list = (
    <RuleList
      live={live.rules}
      rules={rules}
      words={words}
      currencies={currencies.length === 0 ? [currency] : currencies}
      onCurrency={setChosen}
      directory={directory}
      staff={bench.staff}
      chosen={limit}
      onChoose={setLimit}
      onChange={draft.change}
    />
  );

  return (
    <div className={classes.bench}>
      <StageLine
        bench={bench}
        draftName={draft.open?.name ?? null}
        replayed={replayed}
        onShowReplay={() => setPanel("replay")}
        onShowShadow={() => setShowsShadow(true)}
        onForward={(version) => setReleasing({ kind: "version", version })}
        onBack={setTakingBack}
      />
      <ProposalCard bench={bench} desk={release} {...inWords} />
      <Meanwhile bench={bench} desk={draft} {...inWords} />
      <div className={classes.bar}>
        <DraftBar
          bench={bench}
          desk={draft}
          changed={changed}
          isBroken={isBroken}
          onRelease={() => setReleasing({ kind: "draft" })}
        />
        <SettingsForm settings={bench.settings} desk={release} />
      </div>
      <div className={classes.panes}>
        {isWide && <div className={classes.left}>{list}</div>}
        <Tabs
          className={classes.right}
          value={shown}
          onChange={(value) => setPanel(panels.find((each) => each === value) ?? "rules")}
          keepMounted={false}
        >
          <Tabs.List ref={tabs} className={classes.tabs}>
            {!isWide && <Tabs.Tab value="rules">{t.workbench.tabs.rules}</Tabs.Tab>}
            {panels.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t.workbench.tabs[each]}
                {each === "changes" && changed > 0 && <span className={classes.count}>{changed}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {!isWide && <Tabs.Panel value="rules">{list}</Tabs.Panel>}
          <Tabs.Panel value="changes">
            <ChangeList
              before={live.rules}
              after={rules}
              whenSame={t.workbench.changes.noneYet}
              {...inWords}
            />
          </Tabs.Panel>
          <Tabs.Panel value="replay">
            <ReplayPanel storefrontId={storefrontId} rules={rules} run={replay} isBlocked={isBroken} />
          </Tabs.Panel>
          <Tabs.Panel value="frontier">
            <FrontierPanel
              storefrontId={storefrontId}
              rules={rules}
              words={words}
              run={frontier}
              chosen={limit}
              isBlocked={isBroken}
              onChoose={setLimit}
              onChange={draft.change}
            />
          </Tabs.Panel>
          <Tabs.Panel value="suggestions">
            <SuggestionList storefrontId={storefrontId} live={live.rules} onTake={take} {...inWords} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <HistoryList bench={bench} onTake={take} {...inWords} />
          </Tabs.Panel>
        </Tabs>
      </div>
      <ReleaseDialogs
        bench={bench}
        draft={draft}
        desk={release}
        releasing={releasing}
        takingBack={takingBack}
        isReplayed={replayed !== null}
        onShowReplay={() => {
          setReleasing(null);
          setPanel("replay");
        }}
        onClose={() => {
          setReleasing(null);
          setTakingBack(null);
        }}
        {...inWords}
      />
      {showsShadow && bench.shadow !== null && (
        <ShadowDrawer
          storefrontId={storefrontId}
          version={bench.shadow.version}
          onClose={() => setShowsShadow(false)}
        />
      )}
    </div>
  );
}

/** On a phone not all tabs have room beside each other. */
function useTabInSight(shown: Panel) {
  const tabs = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which of them is chosen is read from the page
  useEffect(() => {
    const [chosen, list] = [tabs.current?.querySelector("[aria-selected=true]"), tabs.current];
    if (!(chosen instanceof HTMLElement) || list === null) return;
    list.scrollLeft = chosen.offsetLeft - (list.clientWidth - chosen.clientWidth) / 2;
  }, [shown]);
  return tabs;
}
