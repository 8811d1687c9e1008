import type { z } from "zod";
import { absenceCommands } from "./commands/absences.ts";
import { administrationCommands } from "./commands/administration.ts";
import { claimCommands } from "./commands/claims.ts";
import { escalationCommands } from "./commands/escalations.ts";
import { insightCommands } from "./commands/insight.ts";
import { policyCommands } from "./commands/policies.ts";
import { remedyCommands } from "./commands/remedies.ts";
import { ticketCommands } from "./commands/tickets.ts";

/** Every command that a person may send. What only jobs and doors use is registered in edge/ and never declared here. */
export const commands = {
  ...ticketCommands,
  ...claimCommands,
  ...remedyCommands,
  ...escalationCommands,
  ...administrationCommands,
  ...policyCommands,
  ...absenceCommands,
  ...insightCommands,
};

export type CommandName = keyof typeof commands;
/** As a client writes it, defaults left out. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]["input"]>;
export type CommandAnswer<N extends CommandName> = z.output<(typeof commands)[N]["answer"]>;
