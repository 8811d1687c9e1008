import type { PersonActor, ShopperActor } from "../../core/actor.ts";
import type { PlannedCustomer, PlannedPerson } from "./history-plan.ts";

/** Nobody: it has no session and cannot sign in. */
export const actorOf = ({ id, name, email, role }: PlannedPerson): PersonActor => ({
  kind: role,
  personId: id,
  sessionId: "",
  sessionEndsAt: 0,
  name,
  email,
  departmentIds: [],
  isFinance: false,
});

export const shopperOf = (
  { id, shopperId, name, email }: PlannedCustomer,
  storefrontId: string,
): ShopperActor => ({
  kind: "shopper",
  shopperId,
  sessionId: "",
  sessionEndsAt: 0,
  storefrontId,
  name,
  email,
  customerId: id,
  isVerified: true,
});
