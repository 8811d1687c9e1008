/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { newId } from "../new-id.ts";
import { Refused } from "../session.ts";
import { useHereLater } from "../views/context.ts";

interface FindOrderProps {
  ticketId: string | null;
  onFound(orderId: string): void;
}

/** For a shopper whom the shop does not know: the order's number and the e-mail it was made with. */
export function FindOrder({ ticketId, onFound }: FindOrderProps) {
  const { app, say } = useHereLater();
  const [orderNumber, setNumber] = useState(app.shell.context.orderNumber ?? "");
  const [email, setEmail] = useState("");
  const [problem, setProblem] = useState<{ field: "number" | "email" | "both"; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function find() {
    if (isBusy) return;
    if (orderNumber.trim() === "") return setProblem({ field: "number", text: say("fieldNeeded") });
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) {
      return setProblem({ field: "email", text: say(email.trim() === "" ? "fieldNeeded" : "emailWrong") });
    }
    setProblem(null);
    setBusy(true);
    try {
      const input = { ticketId, orderNumber: orderNumber.trim(), email: email.trim() };
      const { orderId } = (await app.line.command(newId(), "order.attach", input)) as { orderId: string };
      onFound(orderId);
    } catch (error) {
      const refusal = error instanceof Refused ? error.refusal : null;
      const text =
        refusal?.code === "rate_limited"
          ? say("tooManyTries", { seconds: Math.ceil(refusal.details.retryAfterSeconds) })
          : say(refusal === null ? "claimFailed" : "orderNotMatched");
      setProblem({ field: "both", text });
      setBusy(false);
    }
  }

  const isWrong = (field: "number" | "email") => problem?.field === field || problem?.field === "both";
  return (
    <form
      class="find"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <p class="soft">{say("findOrderHint")}</p>
      <label for="order-number">{say("orderNumber")}</label>
      <input
        id="order-number"
        autocomplete="off"
        maxLength={200}
        value={orderNumber}
        aria-invalid={isWrong("number")}
        aria-describedby={isWrong("number") ? "find-problem" : undefined}
        onInput={(event) => setNumber(event.currentTarget.value)}
      />
      <label for="order-email">{say("email")}</label>
      <input
        id="order-email"
        type="email"
        autocomplete="email"
        maxLength={254}
        value={email}
        aria-invalid={isWrong("email")}
        aria-describedby={isWrong("email") ? "find-problem" : undefined}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      {problem !== null && (
        <p class="problem" id="find-problem" role="alert">
          {problem.text}
        </p>
      )}
      <button type="submit" class="solid" aria-busy={isBusy}>
        {say("find")}
      </button>
    </form>
  );
}
