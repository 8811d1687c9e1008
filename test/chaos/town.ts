import type { Client } from "./client.ts";

/** Somebody of the run; each act is short. */
export interface Actor {
  client: Client;
  act(): Promise<void> | void;
}

/** Which tickets there are, and which department was ever invited to which: none twice, so that an end is an end. */
export interface Town {
  ticketIds: string[];
  departmentIds: string[];
  invited: Set<string>;
}
