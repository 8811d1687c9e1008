import { Skeleton } from "@mantine/core";
import { useRef } from "react";
import type { Headroom } from "../../backend/contract/policy.ts";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { grantableMinor } from "./panel-state.ts";
import classes from "./remedy.module.css";
import { worthText } from "./worth-text.ts";

interface Props {
  storefrontId: string;
  headroom: Headroom | null;
  order: CaseOrder;
  remedy: RemedyKind;
  /** It moves neither money nor goods: an amount would say nothing. */
  isFree: boolean;
}

/** What this person may grant here, before anything is promised. */
export function HeadroomLine({ storefrontId, headroom, order, remedy, isFree }: Props) {
  const language = useLanguage();
  const { t } = language;
  const changedBy = useChangedLimits(storefrontId, headroom?.policyVersion ?? null);
  if (headroom === null) return <Skeleton height={18} width="85%" />;
  // Of a refund the whole order is meant, whatever is ticked; a reshipment has no most of its own.
  const most = remedy === "refund" ? order.refundableMinor : Number.MAX_SAFE_INTEGER;
  const grantable = grantableMinor(headroom, most);
  const worth = worthText(remedy, headroom.currency, language);
  const amount = worth(grantable);
  const parts = [
    grantable === 0
      ? t.remedy.nothingAlone
      : isFree
        ? t.remedy.headroomFree
        : remedy === "refund"
          ? t.remedy.headroom(amount)
          : remedy === "reship"
            ? t.remedy.headroomReship(amount)
            : t.remedy.headroomOther(amount),
  ];
  if (headroom.dayLeftMinor !== null && !isFree) parts.push(t.remedy.dayLeft(worth(headroom.dayLeftMinor)));
  if (grantable > 0) parts.push(headroom.evidence.isAsked ? t.remedy.photoAskedAbove : t.remedy.noPhotoAsked);
  return (
    <p className={classes.headroom} aria-live="polite">
      {changedBy !== null && <span className={classes.changed}>{t.remedy.limitsChanged(changedBy)}</span>}
      {parts.map((part) => (
        <span key={part} className={classes.part}>
          {part}
        </span>
      ))}
    </p>
  );
}

/** Who has published other limits since this panel was opened: figures that move under one's eyes say why. */
function useChangedLimits(storefrontId: string, version: number | null): string | null {
  const first = useRef(version);
  first.current ??= version;
  const hasChanged = version !== null && version !== first.current;
  const policy = useAsk("policy.read", { storefrontId }, { isEnabled: hasChanged });
  return hasChanged ? (policy.data?.publishedBy ?? null) : null;
}
