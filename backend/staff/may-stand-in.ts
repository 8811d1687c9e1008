import { lead } from "../contract/declaration.ts";
import type { Role } from "../contract/vocabulary.ts";

const isLeadRole = (role: Role): boolean => lead.some((each) => each === role);

/** A supervisor's word is handed to another supervisor only, so that nobody's rank is lent. */
export const mayStandIn = (delegate: Role, absent: Role): boolean =>
  !isLeadRole(absent) || isLeadRole(delegate);
