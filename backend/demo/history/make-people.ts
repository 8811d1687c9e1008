import { day } from "../../core/clock.ts";
import type { Ground, PlannedPerson } from "./history-plan.ts";

/** Remedies that one agent gives on a day, of which their own limits of a day leave most alone. */
const casesOfAgentDay = 12;
const agentsOfSupervisor = 6;

/** As many as the work asks for: a shop of a hundred thousand cases is not served by a dozen. */
export function makePeople(
  idAt: (at: number) => string,
  { from, until, cases, seed }: Pick<Ground, "from" | "until" | "cases" | "seed">,
): { agents: PlannedPerson[]; supervisors: PlannedPerson[] } {
  const agentCount = Math.max(8, Math.ceil((cases * day) / (until - from) / casesOfAgentDay));
  const supervisorCount = Math.max(2, Math.ceil(agentCount / agentsOfSupervisor));
  const person = (role: PlannedPerson["role"], nth: number): PlannedPerson => ({
    id: idAt(from),
    name: `${role === "agent" ? "Agent" : "Supervisor"} ${nth} (generated)`,
    email: `${role}-${seed}-${nth}@generated.invalid`,
    role,
  });
  return {
    agents: Array.from({ length: agentCount }, (_none, index) => person("agent", index + 1)),
    supervisors: Array.from({ length: supervisorCount }, (_none, index) => person("supervisor", index + 1)),
  };
}
