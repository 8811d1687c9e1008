import { z } from "zod";
import { roles } from "../contract/vocabulary.ts";
import { defineCommand } from "../core/command.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import { storefrontSecrets, storefronts } from "../shop/storefront-tables.ts";
import { departments, people } from "../staff/tables.ts";

export const demoKey = "demo";

const someone = z.object({
  email: z.email(),
  name: z.string(),
  role: z.enum(roles),
  department: z.string().nullable(),
});

/**
 * The demo's storefront, departments and people in one commit; where they exist, only where the shop listens is
 * brought up to date, since another PORT may have been chosen.
 */
export const makeDemoShop = defineCommand({
  name: "demo.make-shop",
  who: ["system"],
  input: z.object({
    origins: z.array(z.url()).min(1),
    merchantUrl: z.url(),
    /** Of the one password that all of them share. */
    passwordHash: z.string(),
    departments: z.array(z.object({ name: z.string(), isFinance: z.boolean() })),
    people: z.array(someone),
  }),
  async load(tx) {
    const found = await tx.one(storefronts, { key: demoKey });
    return { storefront: found === null ? null : await tx.lock(storefronts, found.id) };
  },
  decide({ storefront }, input, _actor, { now, newId, newSecret }) {
    const { origins, merchantUrl, passwordHash } = input;
    if (storefront !== null) {
      const { id } = storefront;
      const all = [...new Set([...storefront.origins, ...origins])];
      return {
        answer: { storefrontId: id, isNew: false },
        writes: [update(storefronts, { id }, { origins: all, merchantUrl })],
      };
    }
    const storefrontId = newId();
    const secretFor = (purpose: "identity" | "merchant" | "audit") =>
      insert(storefrontSecrets, { id: newId(), storefrontId, purpose, secret: newSecret(), madeAt: now });
    const made = input.departments.map((each) => ({ id: newId(), ...each, createdAt: now }));
    const writes: Write[] = [
      insert(storefronts, {
        id: storefrontId,
        key: demoKey,
        name: "Kotori Home",
        origins,
        accent: "#2f6f62",
        position: "right",
        locale: "zh-CN",
        timeZone: "Asia/Shanghai",
        merchantAdapter: "webhook",
        merchantUrl,
        createdAt: now,
      }),
      secretFor("identity"),
      secretFor("merchant"),
      secretFor("audit"),
      ...made.map((department) => insert(departments, department)),
      ...input.people.map(({ department, ...person }) =>
        insert(people, {
          id: newId(),
          ...person,
          departmentIds: made.filter((each) => each.name === department).map((each) => each.id),
          passwordHash,
          isActive: true,
          createdAt: now,
        }),
      ),
    ];
    return { answer: { storefrontId, isNew: true }, writes };
  },
});
