import { z } from "zod";
import type { StorefrontSettings } from "../commands/administration.ts";
import { anyStaff, declare, lead, shape } from "../declaration.ts";
import { id } from "../fields.ts";
import type { PolicyRule } from "../policy.ts";
import type { Role } from "../vocabulary.ts";

export interface PersonRow {
  personId: string;
  name: string;
  email: string;
  role: Role;
  departmentIds: string[];
  isActive: boolean;
  hasPassword: boolean;
}

export interface StorefrontRow {
  storefrontId: string;
  key: string;
  settings: StorefrontSettings;
  /** Newest first; the secrets themselves are shown once, when made. */
  secrets: { kid: string; madeAt: number }[];
  hasMerchantSecret: boolean;
}

export interface PolicyVersion {
  storefrontId: string;
  version: number;
  publishedAt: number;
  publishedBy: string;
  rules: PolicyRule[];
}

export const officeQueries = {
  "staff.directory": declare({
    summary: "Names to assign to and departments to invite.",
    who: anyStaff,
    input: z.object({}),
    answer: shape<{
      people: { id: string; name: string; role: Role }[];
      departments: { id: string; name: string; isFinance: boolean }[];
    }>(),
  }),
  "staff.list": declare({
    summary: "Everybody, for the admin.",
    who: ["admin"],
    input: z.object({}),
    answer: shape<{ people: PersonRow[] }>(),
  }),
  "storefront.list": declare({
    summary: "Storefronts with keys, origins and secret ids.",
    who: ["admin"],
    input: z.object({}),
    answer: shape<{ storefronts: StorefrontRow[] }>(),
  }),
  "policy.read": declare({
    summary: "The limits in force at a storefront.",
    who: [...lead, "agent"],
    input: z.object({ storefrontId: id }),
    answer: shape<PolicyVersion>(),
  }),
};
