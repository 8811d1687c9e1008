import { type HttpDesk, httpDesk, type SignedIn } from "../support/http-desk.ts";
import { createAgent } from "./agent.ts";
import type { Chance } from "./chance.ts";
import type { Surroundings } from "./client.ts";
import { createDepartmentMember } from "./department-member.ts";
import { createShopper } from "./shopper.ts";
import type { Actor, Town } from "./town.ts";

export interface Population {
  shoppers: number;
  agents: number;
  departments: number;
  membersEach: number;
  /** Agents who are shut out, demoted or signed out while they watch. */
  leavers: number;
  /** Mean pause between two acts of one person. */
  pauseMs: number;
}

export interface World {
  actors: Actor[];
  /** Those who will lose their rights. */
  leavers: { actor: Actor; session: SignedIn }[];
  departmentOf: Map<string, string>;
  desk: HttpDesk;
  admin: SignedIn;
  /** Everybody acts at their own pace until `stop`. */
  begin(): void;
  stop(): void;
  close(): void;
}

const origin = "https://shop.example";

/** Founds a shop over HTTP and fills it with people. `httpUrl` is a line that does not break. */
export async function foundWorld(
  people: Population,
  parts: { httpUrl: string; admin: SignedIn; chance: Chance; around: Surroundings },
): Promise<World> {
  const { admin, chance, around } = parts;
  const desk = httpDesk(parts.httpUrl);
  const storefront = await desk.makeStorefront(admin, origin);
  const count = (number: number) => Array.from({ length: number }, (_, index) => index);
  const town: Town = { ticketIds: [], departmentIds: [], invited: new Set() };
  for (const index of count(people.departments))
    town.departmentIds.push(await desk.makeDepartment(admin, `Department ${index}`));

  const departmentOf = new Map<string, string>();
  const shoppers = await inPortions(count(people.shoppers), 10, async (index) => {
    const bearer = await desk.openShopper(storefront.key, origin);
    return createShopper(`shopper${index}`, { bearer, key: storefront.key, origin, town, chance }, around);
  });
  const signIn = async (index: number, what: string) => desk.makePerson(admin, "agent", `${what} ${index}`);
  const agents = await inPortions(count(people.agents), 4, async (index) =>
    createAgent(
      `agent${index}`,
      { session: await signIn(index, "Agent"), town, chance, number: index },
      around,
    ),
  );
  const leavers = await inPortions(count(people.leavers), 4, async (index) => {
    const session = await signIn(index, "Leaver");
    return { session, actor: createAgent(`leaver${index}`, { session, town, chance, number: null }, around) };
  });
  const members = await inPortions(count(people.departments * people.membersEach), 4, async (index) => {
    const departmentId = town.departmentIds[index % people.departments] ?? "";
    const session = await desk.makePerson(admin, "department", `Member ${index}`, [departmentId]);
    departmentOf.set(`member${index}`, departmentId);
    return createDepartmentMember(`member${index}`, { session, departmentId, chance }, around);
  });

  const actors: Actor[] = [...shoppers, ...agents, ...members, ...leavers.map(({ actor }) => actor)];
  const timers = new Map<Actor, NodeJS.Timeout>();

  function pace(actor: Actor, mine: Chance): void {
    timers.set(
      actor,
      setTimeout(() => {
        Promise.resolve(actor.act()).then(
          () => timers.has(actor) && pace(actor, mine),
          // A question that got no answer: they try something else next time.
          () => timers.has(actor) && pace(actor, mine),
        );
      }, people.pauseMs * mine.between(0.3, 1.7)),
    );
  }

  function stop(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  }

  return {
    actors,
    leavers,
    departmentOf,
    desk,
    admin,
    begin() {
      for (const actor of actors) {
        actor.client.connect();
        pace(actor, chance.of(`pace ${actor.client.name}`));
      }
    },
    stop,
    close() {
      // Also where a fault could not be mended, and nobody has stopped them.
      stop();
      for (const { client } of actors) client.close();
    },
  };
}

async function inPortions<From, To>(
  list: readonly From[],
  size: number,
  make: (each: From) => Promise<To>,
): Promise<To[]> {
  const made: To[] = [];
  for (let start = 0; start < list.length; start += size)
    made.push(...(await Promise.all(list.slice(start, start + size).map(make))));
  return made;
}
