import type { QueryAnswer, QueryInput, QueryName } from "../../backend/contract/queries.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { hour, minute } from "../../backend/core/clock.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { queryRegistry } from "../../backend/edge/query-registry.ts";
import { createTestHouse } from "./executor.ts";
import { asRequest, keep, pastEscalation, pastRemedy, pastTicket, shopperLine } from "./figure-history.ts";

export type FigureScene = Awaited<ReturnType<typeof createFigureScene>>;

/** Berlin puts its clocks on in the night of Sunday, 29 March 2026: that week has 167 hours. */
export const berlin = (text: string, offset: "+01:00" | "+02:00") => Date.parse(`${text}${offset}`);
const march = { from: "2026-03-23", to: "2026-04-05" };

/** A shop in Berlin with two agents, a supervisor and two weeks of which every figure can be counted by hand. */
export async function createFigureScene() {
  const house = await createTestHouse();
  house.clock.set(berlin("2026-04-10T12:00:00", "+02:00"));
  const { storefrontId } = await house.makeStorefront({ timeZone: "Europe/Berlin" });
  const warehouse = (await house.makeDepartment({ name: "Warehouse" })).id;
  const lin = await house.makePerson("agent", { name: "Lin Yue" });
  const ana = await house.makePerson("agent", { name: "Ana Costa", departmentIds: [warehouse] });
  const zhao = await house.makePerson("supervisor", { name: "Zhao Min" });

  async function makeHistory() {
    const [a, b, c, d, e] = ["Aya", "Bo", "Chen", "Dee", "Eli"].map((shopperName) =>
      pastTicket(storefrontId, { shopperName }),
    );
    if (!a || !b || !c || !d || !e) throw new Error("five tickets are made");
    const remedy = (of: object) =>
      keep.remedy(
        pastRemedy({ storefrontId, ticketId: a.id, requesterId: lin.personId, createdAt: 0, ...of }),
      );
    // The first week: the last instant of Sunday belongs to it, the next one does not.
    const monday = berlin("2026-03-23T00:00:00", "+01:00");
    const lastOfSunday = berlin("2026-03-29T23:59:59", "+02:00") + 999;
    const nextMonday = berlin("2026-03-30T00:00:00", "+02:00");
    await house.save(...[a, b, c, d, e].map(keep.ticket));
    await house.save(
      remedy({ createdAt: monday - 1 }),
      remedy({ createdAt: monday, amountMinor: 1000, photoCount: 2 }),
      remedy({ createdAt: lastOfSunday, amountMinor: 700 }),
      remedy({
        ticketId: b.id,
        createdAt: monday + hour,
        amountMinor: 5000,
        currency: "USD",
        ...asRequest(monday + hour, 10 * minute + 500),
        reason: "late",
      }),
      remedy({
        ticketId: c.id,
        createdAt: monday + 2 * hour,
        state: "declined",
        ...asRequest(monday + 2 * hour, 30 * minute),
        obstacles: [{ dimension: "order_cap" }, { dimension: "evidence" }],
        isAudit: true,
      }),
      remedy({
        ticketId: c.id,
        createdAt: monday + 5 * hour,
        state: "failed",
        amountMinor: 9000,
        ...asRequest(monday + 5 * hour, 50 * minute),
        obstacles: [{ dimension: "order_cap" }],
        isAudit: true,
        photoCount: 1,
      }),
      // The second week, Ana's.
      remedy({
        ticketId: d.id,
        requesterId: ana.personId,
        departmentId: warehouse,
        createdAt: nextMonday,
        state: "withdrawn",
        ...asRequest(nextMonday, 4 * hour),
      }),
      remedy({
        ticketId: d.id,
        requesterId: ana.personId,
        departmentId: warehouse,
        createdAt: nextMonday + hour,
        state: "awaiting_approval",
        ...asRequest(nextMonday + hour, null),
      }),
      remedy({
        ticketId: e.id,
        requesterId: ana.personId,
        departmentId: warehouse,
        createdAt: nextMonday + 2 * hour,
        state: "expired",
        ...asRequest(nextMonday + 2 * hour, 168 * hour),
      }),
    );
    await house.save(
      keep.escalation(
        pastEscalation({
          storefrontId,
          ticketId: a.id,
          openedById: lin.personId,
          openedAt: monday + hour,
          endedAt: monday + 3 * hour,
        }),
      ),
      keep.line(shopperLine(a.id, 1, monday + 4 * hour)),
      keep.line(shopperLine(b.id, 1, monday + hour + 5 * minute)),
      keep.line(shopperLine(d.id, 1, nextMonday + 20 * hour)),
    );
    // Another shop's, which nobody may find among these.
    const other = await house.makeStorefront();
    const elsewhere = pastTicket(other.storefrontId);
    await house.save(keep.ticket(elsewhere));
    await house.save(remedy({ storefrontId: other.storefrontId, ticketId: elsewhere.id, createdAt: monday }));
  }

  await makeHistory();
  return {
    house,
    storefrontId,
    warehouse,
    lin,
    ana,
    zhao,
    over: <Extra extends object>(extra: Extra) => ({ storefrontId, ...march, ...extra }),
    async ask<N extends QueryName>(who: Caller, name: N, input: QueryInput<N>): Promise<QueryAnswer<N>> {
      const query = queryRegistry[name];
      const now = house.clock.now();
      const [actor] = await loadActors(house.reader, [who], now);
      return query.read(house.reader, query.input.parse(input), actor as never, now) as Promise<
        QueryAnswer<N>
      >;
    },
  };
}
