import type { Role } from "../contract/vocabulary.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

export interface PersonRow {
  id: string;
  /** Lower case, unique. */
  email: string;
  name: string;
  role: Role;
  departmentIds: string[];
  /** Null until the person has chosen a password by their link. */
  passwordHash: string | null;
  isActive: boolean;
  createdAt: number;
}

export const people = defineTable<PersonRow>("people", {
  columns: {
    id: column.key(),
    email: column.text(190),
    name: column.text(200),
    role: column.text(20),
    departmentIds: column.json(),
    passwordHash: column.optional(column.text(255)),
    isActive: column.flag(),
    createdAt: column.at(),
  },
  uniques: [["email"]],
  lockRank: "person",
  stampedBy: ["id"],
});

export interface DepartmentRow {
  id: string;
  name: string;
  /** Its members carry out payouts. */
  isFinance: boolean;
  createdAt: number;
}

export const departments = defineTable<DepartmentRow>("departments", {
  columns: {
    id: column.key(),
    name: column.text(190),
    isFinance: column.flag(),
    createdAt: column.at(),
  },
  uniques: [["name"]],
  stampedBy: ["id"],
});

export interface StaffSessionRow {
  /** SHA-256 of the cookie's value: a stolen database opens no session. */
  id: string;
  personId: string;
  createdAt: number;
  expiresAt: number;
}

export const staffSessions = defineTable<StaffSessionRow>("staff_sessions", {
  columns: {
    id: column.key(64),
    personId: column.id(),
    createdAt: column.at(),
    expiresAt: column.at(),
  },
  indexes: [["personId"], ["expiresAt"]],
  stampedBy: ["id", "personId"],
});

export interface PersonLinkRow {
  /** SHA-256 of the link's token. */
  id: string;
  /** Null: whoever holds the link becomes the first admin. */
  personId: string | null;
  expiresAt: number;
}

export const personLinks = defineTable<PersonLinkRow>("person_links", {
  columns: {
    id: column.key(64),
    personId: column.optional(column.id()),
    expiresAt: column.at(),
  },
  indexes: [["personId"]],
  lockRank: "session",
});
