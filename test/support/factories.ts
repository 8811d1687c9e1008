import type { Role } from "../../backend/contract/vocabulary.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { type Clock, day } from "../../backend/core/clock.ts";
import type { AnyCommand } from "../../backend/core/command.ts";
import type { Database } from "../../backend/core/database/database.ts";
import { insert, type Write } from "../../backend/core/database/writes.ts";
import type { Execute } from "../../backend/core/execute.ts";
import { newId, newSecret, sha256 } from "../../backend/core/ids.ts";
import {
  type ShopperRow,
  type StorefrontRow,
  shopperSessions,
  shoppers,
  storefrontSecrets,
  storefronts,
} from "../../backend/shop/storefront-tables.ts";
import { type CustomerRow, customers } from "../../backend/shop/tables.ts";
import {
  type DepartmentRow,
  departments,
  type PersonRow,
  people,
  staffSessions,
} from "../../backend/staff/tables.ts";

export type Factories = ReturnType<typeof createFactories>;

interface Parts {
  database: Database;
  execute: Execute;
  clock: Clock;
}

/** Makes shops and the people in and around them, in a database that is open. */
export function createFactories({ database, execute, clock }: Parts) {
  const save = (...writes: Write[]) => database.transact(async (tx) => tx.apply(writes));

  /** `token` is what the person's browser holds of the session. */
  async function personCaller(personId: string, token = newSecret()): Promise<Caller> {
    const sessionId = sha256(token);
    const now = clock.now();
    await save(insert(staffSessions, { id: sessionId, personId, createdAt: now, expiresAt: now + 14 * day }));
    return { kind: "person", sessionId };
  }

  async function makePerson(role: Role, over: Partial<PersonRow> = {}) {
    const id = newId();
    const person: PersonRow = {
      id,
      email: `${role}-${id}@staff.example`,
      name: `${role} ${id.slice(-4)}`,
      role,
      departmentIds: [],
      passwordHash: null,
      isActive: true,
      createdAt: clock.now(),
      ...over,
    };
    await save(insert(people, person));
    return { person, personId: person.id, caller: await personCaller(person.id) };
  }

  async function makeDepartment(over: Partial<DepartmentRow> = {}): Promise<DepartmentRow> {
    const id = newId();
    const department: DepartmentRow = {
      id,
      name: `Department ${id.slice(-6)}`,
      isFinance: false,
      createdAt: clock.now(),
      ...over,
    };
    await save(insert(departments, department));
    return department;
  }

  /** With one identity secret and one for the merchant's system. */
  async function makeStorefront(over: Partial<StorefrontRow> = {}) {
    const storefront: StorefrontRow = {
      id: newId(),
      key: newSecret(),
      name: "Tea & Cups",
      origins: ["https://shop.example"],
      accent: "#0a7d5a",
      position: "right",
      locale: "en",
      timeZone: "UTC",
      merchantAdapter: "manual",
      merchantUrl: null,
      createdAt: clock.now(),
      ...over,
    };
    const secretOf = (purpose: "identity" | "merchant" | "audit") => ({
      id: newId(),
      storefrontId: storefront.id,
      purpose,
      secret: newSecret(),
      madeAt: clock.now(),
    });
    const identity = secretOf("identity");
    const merchant = secretOf("merchant");
    await save(
      insert(storefronts, storefront),
      insert(storefrontSecrets, identity),
      insert(storefrontSecrets, merchant),
      insert(storefrontSecrets, secretOf("audit")),
    );
    return { storefront, storefrontId: storefront.id, identity, merchant };
  }

  async function makeCustomer(storefrontId: string, over: Partial<CustomerRow> = {}): Promise<CustomerRow> {
    const id = newId();
    const customer: CustomerRow = {
      id,
      storefrontId,
      externalId: `customer-${id}`,
      name: "Ada Shopper",
      email: `ada-${id}@mail.example`,
      phone: "",
      tags: [],
      address: null,
      since: clock.now(),
      ...over,
    };
    await save(insert(customers, customer));
    return customer;
  }

  async function shopperCaller(
    shopper: Pick<ShopperRow, "id" | "storefrontId">,
    bearer = newSecret(),
  ): Promise<Caller> {
    const sessionId = sha256(bearer);
    const now = clock.now();
    const { id: shopperId, storefrontId } = shopper;
    await save(
      insert(shopperSessions, {
        id: sessionId,
        storefrontId,
        shopperId,
        createdAt: now,
        expiresAt: now + 90 * day,
      }),
    );
    return { kind: "shopper", sessionId };
  }

  /** Anonymous unless a `subject` is given. */
  async function makeShopper(storefrontId: string, over: Partial<ShopperRow> = {}) {
    const shopper: ShopperRow = {
      id: newId(),
      storefrontId,
      subject: null,
      name: null,
      email: null,
      customerId: null,
      createdAt: clock.now(),
      ...over,
    };
    await save(insert(shoppers, shopper));
    return { shopper, shopperId: shopper.id, caller: await shopperCaller(shopper) };
  }

  return {
    database,
    reader: database.reader,
    execute,
    clock,
    save,
    /** One command under a fresh command id. The answer's type is the asker's to say. */
    run: <Answer = unknown>(command: AnyCommand, input: unknown, caller: Caller): Promise<Answer> =>
      execute(command, input, { caller, commandId: newId() }) as Promise<Answer>,
    personCaller,
    shopperCaller,
    makePerson,
    makeDepartment,
    makeStorefront,
    makeCustomer,
    makeShopper,
  };
}
