/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ClaimOptions, ShopperOrder } from "../../../backend/contract/queries/widget.ts";
import type { ClaimReason } from "../../../backend/contract/vocabulary.ts";
import { adopt } from "../adopt.ts";
import { reasonWords } from "../cards/names.ts";
import { isNew } from "../chat.ts";
import type { AnyWord } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { Header } from "../views/header.tsx";
import css from "./claim.css";
import { FindOrder } from "./find-order.tsx";
import { type Help, HelpStep } from "./help-step.tsx";
import { OrderStep } from "./order-step.tsx";
import { type Choices, type ClaimStep, onlyLine, stepBefore, steps } from "./steps.ts";
import { WhatStep } from "./what-step.tsx";

/** The others ask two and head them themselves. */
const questions: Partial<Record<ClaimStep, AnyWord>> = { order: "whichOrder" };

/** What is wrong, in at most four taps and one photo: a choice with one option is not asked, and a tap goes on. */
export function ClaimFlow({ lane }: { lane: string | null }) {
  const { app, say } = useHereLater();
  const [orders, setOrders] = useState<ShopperOrder[] | null>(null);
  const [step, setStep] = useState<ClaimStep>("order");
  const [isFinding, setFinding] = useState(false);
  const [choices, setChoices] = useState<Choices>({ order: null, lines: [], reason: null });
  const [options, setOptions] = useState<ClaimOptions | null>(null);
  const [hasFailed, setFailed] = useState(false);

  const isOnline = app.state().line === "online";
  const isAsked = useRef(false);
  useLayoutEffect(() => {
    adopt(app.shell.root, css);
    if (!isOnline) isAsked.current = false;
    else if (orders === null && !isAsked.current) {
      isAsked.current = true;
      void fetchOrders(app.shell.context.orderNumber ?? null);
    }
  });

  /** Throws nothing: what could not be loaded is said on the screen. */
  async function fetchOrders(wanted: string | null) {
    setFailed(false);
    try {
      const found = (await app.line.query("shopper.orders", {})).orders;
      setOrders(found);
      setFinding(false);
      const named = found.find((each) => each.orderId === wanted || each.number === wanted);
      const order = named ?? (found.length === 1 ? found[0] : undefined);
      if (order !== undefined) chooseOrder(order);
    } catch (error) {
      console.warn("Frontline:", error);
      setFailed(true);
    }
  }

  function chooseOrder(order: ShopperOrder) {
    setChoices({ order, lines: onlyLine(order), reason: null });
    setStep("what");
  }

  async function chooseReason(reason: ClaimReason) {
    const { order, lines } = choices;
    if (order === null) return;
    setChoices({ ...choices, reason });
    setOptions(null);
    setFailed(false);
    setStep("help");
    try {
      setOptions(await app.line.query("shopper.claim-options", { orderId: order.orderId, lines, reason }));
    } catch (error) {
      console.warn("Frontline:", error);
      setFailed(true);
    }
  }

  function file({ wish, words, photoIds, packagingPhotoIds }: Help) {
    const { order, lines, reason } = choices;
    if (order === null || reason === null) return;
    const to = lane ?? app.newLane();
    const isOpener = isNew(to) && !app.outbox.list().some((each) => each.lane === to);
    const ticketId = isOpener ? null : isNew(to) ? "" : to;
    const photos = { photoIds, packagingPhotoIds };
    app.give("claim.file", { ticketId, orderId: order.orderId, lines, reason, wish, words, ...photos }, to);
    app.go({ at: "talk", lane: to });
  }

  const leave = () => app.go(lane === null ? { at: "home" } : { at: "talk", lane });
  function back() {
    setFailed(false);
    if (isFinding && (orders?.length ?? 0) > 0) setFinding(false);
    else {
      const before = isFinding ? null : stepBefore(step, orders ?? []);
      if (before === null) leave();
      else setStep(before);
    }
  }

  const path = steps(orders ?? []);
  const isAsking = isFinding || (orders !== null && orders.length === 0);
  const question = isAsking ? "findOrder" : questions[step];
  const { order, reason } = choices;
  const trail = [
    step !== "order" && order !== null && say("order", { number: order.number }),
    step === "help" && reason !== null && say(reasonWords[reason]),
  ].filter(Boolean);

  return (
    <section class="screen claim-flow" aria-label={say("claimTitle")}>
      <Header title={say("claimTitle")} sub={trail.join(" · ")} onBack={back} />
      <div
        class="progress"
        role="img"
        aria-label={say("claimProgress", { step: path.indexOf(step) + 1, count: path.length })}
      >
        {path.map((each) => (
          <i class={path.indexOf(each) <= path.indexOf(step) ? "done" : ""} key={each} />
        ))}
      </div>
      <div class="body" key={isAsking ? "find" : step}>
        {question !== undefined && <h3 class="question">{say(question)}</h3>}
        {hasFailed ? (
          <div class="failed" role="alert">
            <p>{say("claimFailed")}</p>
            <button
              type="button"
              class="quiet"
              onClick={() => (step === "help" && reason !== null ? chooseReason(reason) : fetchOrders(null))}
            >
              {say("retry")}
            </button>
          </div>
        ) : orders === null || (step === "help" && options === null) ? (
          <p class="soft" role="status">
            {say("loading")}…
          </p>
        ) : isAsking ? (
          <FindOrder
            ticketId={lane !== null && !isNew(lane) ? lane : null}
            onFound={(orderId) => fetchOrders(orderId)}
          />
        ) : (
          <>
            {step === "order" && (
              <OrderStep
                orders={orders}
                mayFind={!(app.state().home?.isVerified ?? false)}
                onChoose={chooseOrder}
                onFind={() => setFinding(true)}
                onElse={() => app.go({ at: "talk", lane: lane ?? app.newLane() })}
              />
            )}
            {step === "what" && order !== null && (
              <WhatStep
                order={order}
                choices={choices}
                onLines={(lines) => setChoices({ ...choices, lines })}
                onReason={(each) => void chooseReason(each)}
              />
            )}
            {step === "help" && options !== null && (
              <HelpStep
                options={options}
                count={choices.lines.reduce((sum, each) => sum + each.quantity, 0)}
                onChoose={file}
              />
            )}
          </>
        )}
      </div>
    </section>
  );
}
