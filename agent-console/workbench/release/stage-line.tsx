import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { ReleaseStage } from "../../../backend/contract/commands/policies.ts";
import type { ReplayResult } from "../../../backend/contract/insight.ts";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { useAsk } from "../../wire/use-ask.ts";
import classes from "./release.module.css";

interface Props {
  bench: Workbench;
  draftName: string | null;
  /** Of the rules as they stand in the draft. */
  replayed: ReplayResult | null;
  onShowReplay(): void;
  onShowShadow(): void;
  onForward(version: number): void;
  onBack(stage: ReleaseStage): void;
}

/** Draft, replay, shadow, canary, live: where everything is, as one line. */
export function StageLine({ bench, draftName, replayed, ...acts }: Props) {
  const { t, moment, language, list } = useLanguage();
  const { onShowReplay, onShowShadow, onForward, onBack } = acts;
  const say = t.workbench.release;
  const { live, canary, shadow, previous } = bench;
  const canaryWords =
    canary === null
      ? null
      : say.canaryIs(
          canary.version,
          list([
            ...(canary.share > 0 ? [say.shareOf(canary.share)] : []),
            ...canary.people.map(({ name }) => name),
          ]),
        );
  return (
    <ol className={classes.stages} aria-label={say.stages}>
      <Stage name={say.stage.draft} isOn={draftName !== null}>
        {draftName ?? say.noDraft}
      </Stage>
      <Stage name={say.stage.replay} isOn={replayed !== null}>
        {replayed === null
          ? say.notReplayed
          : say.replayed(replayed.differences.toLocaleString(language), replayed.days)}
        {draftName !== null && (
          <div className={classes.acts}>
            <Act label={replayed === null ? t.workbench.replay.start : say.look} onClick={onShowReplay} />
          </div>
        )}
      </Stage>
      <Stage name={say.stage.shadow} isOn={shadow !== null}>
        {shadow === null ? (
          say.noShadow
        ) : (
          <>
            <ShadowWords storefrontId={bench.storefrontId} version={shadow.version} />
            <div className={classes.acts}>
              <Act label={say.differences} onClick={onShowShadow} />
              <Act label={say.forward} onClick={() => onForward(shadow.version)} />
              <Act label={say.end} onClick={() => onBack("shadow")} />
            </div>
          </>
        )}
      </Stage>
      <Stage name={say.stage.canary} isOn={canary !== null}>
        {canary === null ? (
          say.noCanary
        ) : (
          <>
            {canaryWords}
            <div className={classes.acts}>
              <Act label={say.forward} onClick={() => onForward(canary.version)} />
              <Act label={say.end} onClick={() => onBack("canary")} />
            </div>
          </>
        )}
      </Stage>
      <Stage name={say.stage.live} isOn={live.version > 0} isLast>
        {live.version === 0
          ? say.noLive
          : say.liveIs(live.version, live.publishedBy, moment(live.publishedAt))}
        {previous !== null && (
          <div className={classes.acts}>
            <Act label={say.rollBackTo(previous.version)} onClick={() => onBack("live")} />
          </div>
        )}
      </Stage>
    </ol>
  );
}

interface StageProps {
  name: string;
  isOn: boolean;
  isLast?: boolean;
  children: ReactNode;
}

function Stage({ name, isOn, isLast = false, children }: StageProps) {
  return (
    <li className={classes.stage} data-on={isOn || undefined} data-last={isLast || undefined}>
      <strong>{name}</strong>
      <div className={classes.stageWords}>{children}</div>
    </li>
  );
}

function Act({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <Button size="compact-xs" variant="subtle" className={classes.act} onClick={onClick}>
      {label}
    </Button>
  );
}

function ShadowWords({ storefrontId, version }: { storefrontId: string; version: number }) {
  const { t } = useLanguage();
  const { data } = useAsk("policy.shadow", { storefrontId, version });
  const say = t.workbench.release;
  return data === undefined ? say.version(version) : say.shadowIs(version, data.differences, data.decisions);
}
