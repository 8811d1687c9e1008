import { z } from "zod";
import { declare, nothing } from "../declaration.ts";
import { email, id, shortText } from "../fields.ts";
import { locales, merchantAdapters, roles } from "../vocabulary.ts";

const admin = ["admin"] as const;
const origin = z
  .url({ protocol: /^https?$/ })
  .max(200)
  .transform((value) => new URL(value).origin);

/** Paths are put behind it, and what it holds is written to logs: no query, no user and password. */
const merchantUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((value) => {
    const { username, password, search, hash } = new URL(value);
    return [username, password, search, hash].every((part) => part === "");
  }, "an address without user, query and fragment");

export const storefrontSettings = z.object({
  name: shortText,
  origins: z.array(origin).max(20),
  accent: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  position: z.enum(["left", "right"]),
  locale: z.enum(locales),
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    message: "not an IANA time zone",
  }),
  merchant: z.object({ adapter: z.enum(merchantAdapters), url: merchantUrl.nullable() }),
});
export type StorefrontSettings = z.infer<typeof storefrontSettings>;

export const administrationCommands = {
  "person.invite": declare({
    summary: "Adds a person; the answer carries the one-time link with which they choose a password.",
    who: admin,
    input: z.object({
      email,
      name: shortText,
      role: z.enum(roles),
      departmentIds: z.array(id).max(20).default([]),
    }),
    answer: z.object({ personId: id, link: z.string() }),
  }),
  "person.change": declare({
    summary: "Changes name, role, departments, or shuts a person out; works at once.",
    who: admin,
    input: z.object({
      personId: id,
      name: shortText,
      role: z.enum(roles),
      departmentIds: z.array(id).max(20),
      isActive: z.boolean(),
    }),
    answer: nothing,
  }),
  "person.reset-password": declare({
    summary: "Makes a new one-time link for a person and signs them out everywhere.",
    who: admin,
    input: z.object({ personId: id }),
    answer: z.object({ link: z.string() }),
  }),
  "department.save": declare({
    summary: "Adds a department (departmentId null) or changes its name.",
    who: admin,
    input: z.object({ departmentId: id.nullable(), name: shortText, isFinance: z.boolean().default(false) }),
    answer: z.object({ departmentId: id }),
  }),
  "storefront.save": declare({
    summary: "Adds a storefront (storefrontId null) or changes its settings.",
    who: admin,
    input: z.object({ storefrontId: id.nullable(), settings: storefrontSettings }),
    answer: z.object({ storefrontId: id }),
  }),
  "storefront.rotate-secret": declare({
    summary: "Makes a new identity secret; the one before stays valid until the next rotation. Shown once.",
    who: admin,
    input: z.object({ storefrontId: id }),
    answer: z.object({ kid: z.string(), secret: z.string() }),
  }),
  "storefront.rotate-merchant-secret": declare({
    summary: "Makes a new secret for the signed calls to and from the merchant's system. Shown once.",
    who: admin,
    input: z.object({ storefrontId: id }),
    answer: z.object({ secret: z.string() }),
  }),
};
