import type { ComponentType } from "react";
import type { Me } from "../../backend/contract/queries/console.ts";
import type { QueueName } from "../../backend/contract/vocabulary.ts";
import { IconInbox, IconNote, IconPeople, IconPlot, IconShield, IconSliders } from "./icons.tsx";
import type { Route } from "./routes.ts";

export type PlaceName = "desk" | "approvals" | "payouts" | "limits" | "figures" | "admin";

interface Place {
  name: PlaceName;
  icon: ComponentType<{ size?: number }>;
  keys: string;
  route: Route;
}

export const isLead = (me: Me) => me.role === "supervisor" || me.role === "admin";
export const isDepartment = (me: Me) => me.role === "department";
const mayPayOut = (me: Me) =>
  isLead(me) || (isDepartment(me) && me.departments.some((each) => each.isFinance));

const homeQueue = (me: Me): QueueName => (isDepartment(me) ? "waiting_for_department" : "mine");

/**
 * Where this person may go, in the order of the rail. The server decides; this only spares them closed doors. `isAsked`:
 * some request waits for their word, though approving is not their work otherwise.
 */
export function placesOf(me: Me, isAsked: boolean): Place[] {
  const desk: Route = { page: "desk", queue: homeQueue(me), ticketId: null, pane: "conversation" };
  const all: (Place & { isOpen: boolean })[] = [
    { name: "desk", icon: IconInbox, keys: "g h", route: desk, isOpen: true },
    {
      name: "approvals",
      icon: IconShield,
      keys: "g v",
      route: { page: "approvals" },
      isOpen: isLead(me) || isAsked,
    },
    { name: "payouts", icon: IconNote, keys: "g y", route: { page: "payouts" }, isOpen: mayPayOut(me) },
    { name: "limits", icon: IconSliders, keys: "g l", route: { page: "limits" }, isOpen: !isDepartment(me) },
    { name: "figures", icon: IconPlot, keys: "g f", route: { page: "figures" }, isOpen: !isDepartment(me) },
    {
      name: "admin",
      icon: IconPeople,
      keys: "g o",
      route: { page: "admin", tab: "people" },
      isOpen: me.role === "admin",
    },
  ];
  return all.filter(({ isOpen }) => isOpen);
}
