import { Button } from "@mantine/core";
import { useState } from "react";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { PolicyEvent, VersionRow, Workbench } from "../../../backend/contract/queries/policies.ts";
import { Blank } from "../../shell/blank.tsx";
import { NotLoaded, Waiting } from "../../shell/page.tsx";
import { useLanguage } from "../../text/language.tsx";
import { useAsk } from "../../wire/use-ask.ts";
import { ChangeList } from "../rules/change-list.tsx";
import type { RuleWords } from "../rules/in-words.ts";
import classes from "./release.module.css";

interface Props {
  bench: Workbench;
  words: RuleWords;
  currencies: string[];
  onTake(name: string, rules: PolicyRule[]): void;
}

/** Every version with who made it, when, and what it changed; and everything that was done with them. */
export function HistoryList({ bench, words, currencies, onTake }: Props) {
  const { t, moment } = useLanguage();
  const say = t.workbench.release;
  const [openVersion, setOpenVersion] = useState<number | null>(null);
  if (bench.versions.length === 0) return <Blank title={say.noLive} />;
  return (
    <div className={classes.history}>
      <ul className={classes.versions}>
        {bench.versions.map((row) => (
          <li key={row.version}>
            <div className={classes.versionHead}>
              <strong>{say.version(row.version)}</strong>
              {row.stage !== null && <em className={classes.tag}>{say.stage[row.stage]}</em>}
              <span>
                {row.publishedBy} · {moment(row.publishedAt)}
              </span>
              <Button
                ml="auto"
                size="compact-xs"
                variant="subtle"
                aria-expanded={openVersion === row.version}
                onClick={() => setOpenVersion(openVersion === row.version ? null : row.version)}
              >
                {say.whatChanged}
              </Button>
            </div>
            {openVersion === row.version && (
              <VersionChanges
                storefrontId={bench.storefrontId}
                row={row}
                words={words}
                currencies={currencies}
                onTake={onTake}
              />
            )}
          </li>
        ))}
      </ul>
      {bench.events.length > 0 && (
        <>
          <h2>{say.events}</h2>
          <ul className={classes.events}>
            {bench.events.map((event) => (
              <li key={event.id}>
                <span>{moment(event.at)}</span> <EventWords event={event} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function EventWords({ event }: { event: PolicyEvent }) {
  const { t } = useLanguage();
  const say = t.workbench.release;
  if (event.kind === "settings") return say.event.settings(event.by);
  const stage = event.stage === null ? "" : say.stage[event.stage];
  return say.event[event.kind](event.by, event.version === null ? "" : say.version(event.version), stage);
}

interface VersionProps extends Omit<Props, "bench"> {
  storefrontId: string;
  row: VersionRow;
}

function VersionChanges({ storefrontId, row, words, currencies, onTake }: VersionProps) {
  const { t } = useLanguage();
  const say = t.workbench.release;
  const { version, basedOn } = row;
  const isFirst = basedOn === 0;
  const asked = useAsk("policy.version", { storefrontId, version });
  const before = useAsk(
    "policy.version",
    { storefrontId, version: Math.max(1, basedOn) },
    { isEnabled: !isFirst },
  );
  if (asked.isPending || (!isFirst && before.isPending)) return <Waiting rows={2} />;
  if (asked.data === undefined || (!isFirst && before.data === undefined)) {
    return <NotLoaded onRetry={() => void Promise.all([asked.refetch(), isFirst || before.refetch()])} />;
  }
  const { rules } = asked.data;
  return (
    <div className={classes.quote}>
      <ChangeList
        title={isFirst ? say.isFirst : say.changedFrom(basedOn)}
        before={isFirst ? [] : (before.data?.rules ?? [])}
        after={rules}
        words={words}
        currencies={currencies}
        whenSame={t.workbench.changes.none}
      />
      <Button size="xs" variant="default" mt="sm" onClick={() => onTake(say.version(version), rules)}>
        {say.takeVersion}
      </Button>
    </div>
  );
}
