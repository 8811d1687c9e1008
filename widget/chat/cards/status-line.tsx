/** @jsxImportSource preact */
import type { ShopperEntry } from "../../../backend/contract/entries.ts";
import type { ShopperRemedyView } from "../../../backend/contract/views.ts";
import type { SayAll } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { manners } from "./manners.ts";

function sentence(entry: ShopperEntry, remedies: ShopperRemedyView[], say: SayAll): string {
  switch (entry.kind) {
    case "order.attached":
      return say("orderAttached", { number: entry.body.orderNumber });
    case "ticket.assigned": {
      const { assigneeName } = entry.body;
      return assigneeName === null ? say("nowUnassigned") : say("nowHelping", { name: assigneeName });
    }
    case "ticket.resolved":
      return say("wasResolved");
    case "ticket.reopened":
      return say("wasReopened");
    case "escalation.opened":
      return say("askedDepartment", { department: entry.body.departmentName });
    case "remedy.settled": {
      const of = remedies.find(({ id }) => id === entry.body.remedyId);
      const { lineSettled, name } = manners[of?.remedy ?? "refund"];
      return say(lineSettled, { what: say(name) });
    }
    case "remedy.progressed":
      return say(entry.body.stage === "received" ? "lineReceived" : "lineLabel");
    case "remedy.failed":
      return say("lineDelayed");
    case "remedy.declined":
    case "remedy.withdrawn":
    case "remedy.expired":
    case "remedy.recalled":
      return say("lineClosed");
    default:
      return "";
  }
}

/** Something that happened, between the messages. */
export function StatusLine({ entry, remedies }: { entry: ShopperEntry; remedies: ShopperRemedyView[] }) {
  const { say, format } = useHereLater();
  return (
    <p class="line">
      <span>{sentence(entry, remedies, say)}</span>
      <time dateTime={new Date(entry.at).toISOString()}>{format.time(entry.at)}</time>
    </p>
  );
}
