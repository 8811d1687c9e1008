import { expect } from "chai";
import type { QueryName } from "../../backend/contract/queries.ts";
import { claimReasons } from "../../backend/contract/vocabulary.ts";
import { day, hour, minute } from "../../backend/core/clock.ts";
import type { Reader } from "../../backend/core/database/reader.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { queryRegistry } from "../../backend/edge/query-registry.ts";
import { remedies } from "../../backend/remedies/tables.ts";
import { engine } from "../support/database.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";
import {
  asRequest,
  keep,
  pastClaim,
  pastEscalation,
  pastRemedy,
  pastTicket,
  shopperLine,
} from "../support/figure-history.ts";

const decisions = 100_000;
const days = 120;
const atOnce = 2000;
const last90 = { from: "2025-12-05", to: "2026-03-04" };

type Row = Record<string, unknown>;

/** How the database means to find the rows of one of our tables, as far as it is by reading all of them. */
function fullScans(plan: Row[]): string[] {
  const aliases = ["r", "e", "n", "x", "y", "b"];
  if (engine === "embedded")
    return plan
      .map(({ detail }) => String(detail))
      .filter((detail) =>
        aliases.some((alias) => new RegExp(`^SCAN ${alias}( |$)`).test(detail) && !/USING/.test(detail)),
      );
  return plan
    .filter(({ table, type }) => aliases.includes(String(table)) && type === "ALL")
    .map((row) => JSON.stringify(row));
}

describe("figures over 100,000 decisions", function () {
  this.timeout(120_000);
  let house: TestHouse;
  let storefrontId: string;
  before(async () => {
    house = await createTestHouse();
    storefrontId = (await house.makeStorefront({ timeZone: "Europe/Berlin" })).storefrontId;
    const agents = await Promise.all(Array.from({ length: 20 }, () => house.makePerson("agent")));
    const tickets = Array.from({ length: 1000 }, () => pastTicket(storefrontId));
    await house.save(...tickets.map(keep.ticket));
    const lines = tickets.flatMap(({ id }) => [1, 2, 3, 4, 5].map((seq) => shopperLine(id, seq, seq)));
    await house.save(...lines.map(keep.line));
    await house.save(...tickets.map(({ id }) => keep.claim(pastClaim(storefrontId, id, "late"))));
    const now = house.clock.now();
    const of = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
    const rows = Array.from({ length: atOnce }, (_, number) => {
      const createdAt = now - Math.floor((number / decisions) * days * day);
      const asked = number % 5 === 0 ? asRequest(createdAt, ((number * 7919) % 600) * minute) : {};
      return pastRemedy({
        id: `${String(number).padStart(8, "0")}-0000-7000-8000-000000000000`,
        storefrontId,
        ticketId: of(tickets, number * 31).id,
        requesterId: of(agents, number).personId,
        createdAt,
        reason: of(claimReasons, number),
        photoCount: number % 3,
        isAudit: number % 50 === 0,
        ...asked,
      });
    });
    await house.save(...rows.map((row) => insert(remedies, row)));
    await copyBack(decisions / atOnce, (atOnce / decisions) * days * day);
    const called = Array.from({ length: 500 }, (_, index) =>
      pastEscalation({
        storefrontId,
        ticketId: of(tickets, index).id,
        openedById: of(agents, index).personId,
        openedAt: now - index * hour,
      }),
    );
    await house.save(...called.map(keep.escalation));
  });
  after(() => house.close());

  /** The same rows again and again, each time further back: by the database itself, which is quicker than asking it to. */
  async function copyBack(times: number, span: number) {
    const moved = ["createdAt", "since", "expiresAt", "answeredAt"];
    const names = remedies.columns.map(([name]) => `\`${name}\``);
    for (let copy = 1; copy < times; copy++) {
      const mark = `-${String(copy).padStart(4, "0")}-`;
      const values = remedies.columns.map(([name]) =>
        name === "id"
          ? `REPLACE(\`id\`, '-0000-', '${mark}')`
          : moved.includes(name)
            ? `\`${name}\` - ${Math.round(copy * span)}`
            : `\`${name}\``,
      );
      await house.database.source.query(
        `INSERT INTO \`remedies\` (${names.join(", ")}) SELECT ${values.join(", ")} FROM \`remedies\` WHERE \`id\` LIKE '%-0000-%'`,
      );
    }
  }

  /** Asks as a supervisor, and looks at how each statement is carried out. */
  async function ask(name: QueryName, extra: object = {}) {
    const zhao = await house.makePerson("supervisor");
    const [actor] = await loadActors(house.reader, [zhao.caller], house.clock.now());
    const statements: { text: string; parameters: readonly unknown[]; ms: number }[] = [];
    const watched: Reader = {
      ...house.reader,
      async sql<T>(text: string, parameters: readonly unknown[] = []) {
        const from = performance.now();
        const rows = await house.reader.sql<T>(text, parameters);
        statements.push({ text, parameters, ms: performance.now() - from });
        return rows;
      },
    };
    const query = queryRegistry[name];
    const input = query.input.parse({ storefrontId, ...last90, ...extra });
    const answer = await query.read(watched, input, actor as never, house.clock.now());
    const scans: string[] = [];
    // Each bucket is asked for with the same text: the first and the last stand for all.
    const byText = new Map(statements.map((each) => [each.text, each]));
    for (const { text, parameters } of byText.values()) {
      const plan = await house.reader.sql<Row>(
        `EXPLAIN ${engine === "embedded" ? "QUERY PLAN " : ""}${text}`,
        parameters,
      );
      scans.push(...fullScans(plan).map((scan) => `${scan}: ${text}`));
    }
    return { answer, scans, statements };
  }

  it("read short ranges of an index, never the whole table", async () => {
    const from = performance.now();
    await house.reader.sql(
      "SELECT COUNT(*) FROM `remedies` r WHERE r.`storefrontId` = ? AND r.`createdAt` > 0",
      [storefrontId],
    );
    const counting = performance.now() - from;
    for (const name of ["outcomes", "waiting", "trust", "messenger", "budgets"] as const) {
      for (const by of ["reason", "agent"]) {
        const { scans, statements } = await ask(`figures.${name}`, { by });
        expect(scans.slice(0, 1), name).to.deep.equal([]);
        const all = statements.reduce((sum, { ms }) => sum + ms, 0);
        const longest = Math.max(...statements.map(({ ms }) => ms));
        console.info(
          `      ${name} by ${by}: ${(all / counting).toFixed(1)} x counting them, the longest statement ${(longest / counting).toFixed(1)} x`,
        );
      }
    }
  });

  it("tell what was generated from the index alone", async () => {
    const { scans, answer } = await ask("figures.generated", {});
    expect(scans).to.deep.equal([]);
    expect((answer as { of: number }).of).to.be.at.most(decisions);
  });

  it("open a page of cases without reading all of them", async () => {
    for (const slice of ["granted", "approved", "unproven", "missing", "carried", "chased"]) {
      const { scans } = await ask("figures.cases", { slice });
      expect(scans, slice).to.deep.equal([]);
    }
  });

  it("leave no decision out and count none twice", async () => {
    const { answer } = await ask("figures.outcomes", { from: "2025-11-01", to: "2026-03-04" });
    const { total, groups } = answer as { total: { granted: number; approved: number }; groups: unknown[] };
    expect(total.granted + total.approved).to.equal(decisions);
    expect(groups).to.have.length(claimReasons.length);
  });
});
