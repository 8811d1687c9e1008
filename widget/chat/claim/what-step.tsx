/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { ShopperOrder } from "../../../backend/contract/queries/widget.ts";
import { type ClaimReason, claimReasons } from "../../../backend/contract/vocabulary.ts";
import { reasonWords } from "../cards/names.ts";
import { useHereLater } from "../views/context.ts";
import { Items } from "./items.tsx";
import { type Choices, isOnePiece } from "./steps.ts";

interface WhatStepProps {
  order: ShopperOrder;
  choices: Choices;
  onLines(lines: Choices["lines"]): void;
  onReason(reason: ClaimReason): void;
}

/** Which items, where that is a question, and what is wrong with them; the tap on a reason goes on. */
export function WhatStep({ order, choices, onLines, onReason }: WhatStepProps) {
  const { say } = useHereLater();
  const [isMissing, setMissing] = useState(false);
  const hasNone = choices.lines.length === 0;
  return (
    <>
      {!isOnePiece(order) && (
        <>
          <h3 class="question">{say("whichItems")}</h3>
          <Items order={order} chosen={choices.lines} onChoose={onLines} />
          {isMissing && hasNone && (
            <p class="problem" role="alert">
              {say("chooseItem")}
            </p>
          )}
        </>
      )}
      <h3 class="question">{say("whatIsWrong")}</h3>
      <div class="reasons">
        {claimReasons.map((reason) => (
          <button
            type="button"
            key={reason}
            class={hasNone ? "early" : reason === choices.reason ? "chosen" : ""}
            onClick={() => (hasNone ? setMissing(true) : onReason(reason))}
          >
            {say(reasonWords[reason])}
          </button>
        ))}
      </div>
    </>
  );
}
