import { expect } from "chai";
import fc from "fast-check";
import { allKeys, budgetKeys, sharesOf, wholeOf } from "../../backend/authority/budget-keys.ts";
import {
  bookOverrun,
  commitReserved,
  type Draw,
  type Drawn,
  giveBack,
  reserve,
  usedMinor,
} from "../../backend/authority/budgets.ts";
import type { BudgetMoveRow, BudgetRow } from "../../backend/authority/tables.ts";
import { minute } from "../../backend/core/clock.ts";

const empty: BudgetRow = {
  id: "budget",
  storefrontId: "shop",
  reservedMinor: 0,
  committedMinor: 0,
  reservedCount: 0,
  committedCount: 0,
};
const moment = { now: 5, newId: () => "move" };

const moveOf = ({ writes }: Drawn): BudgetMoveRow => {
  const [row] = writes.flatMap((write) => (write.kind === "insert" ? [write.row as BudgetMoveRow] : []));
  if (row === undefined) throw new Error("no move was written");
  return row;
};

describe("a budget", () => {
  const of = {
    storefrontId: "s",
    personId: "p",
    departmentIds: [],
    customerId: "c",
    currency: "CNY",
    timeZone: "UTC",
    now: Date.UTC(2026, 10, 22, 17),
  };

  it("is of one person, team or customer in one currency and the storefront's time zone, whatever the policy", () => {
    expect(budgetKeys(of)).to.deep.equal({
      personDay: "person-day|s/p|CNY|2026-11-22",
      personWeek: "person-week|s/p|CNY|2026-W47",
      teamMonth: "team-month|s/frontline|CNY|2026-11",
      teamShare: "team-month|s/frontline|CNY|2026-11/p",
      customer: "customer|s/c|CNY|all",
    });
    // A Sunday evening in UTC is Monday in Shanghai, and so another week.
    expect(budgetKeys({ ...of, timeZone: "Asia/Shanghai" })).to.include({
      personDay: "person-day|s/p|CNY|2026-11-23",
      personWeek: "person-week|s/p|CNY|2026-W48",
    });
  });

  it("counts weeks as ISO 8601 does, over the turn of the year", () => {
    const weekAt = (...date: [number, number, number]) =>
      budgetKeys({ ...of, now: Date.UTC(...date) }).personWeek.split("|")[3];
    expect(weekAt(2027, 0, 3)).to.equal("2026-W53");
    expect(weekAt(2027, 0, 4)).to.equal("2027-W01");
    expect(weekAt(2025, 11, 29)).to.equal("2026-W01");
    expect(weekAt(2026, 11, 31)).to.equal("2026-W53");
  });

  it("keeps its day when clocks are put back, and changes it at that day's midnight", () => {
    const dayAt = (now: number) =>
      budgetKeys({ ...of, timeZone: "Europe/Berlin", now }).personDay.split("|")[3];
    // 26 October 2025 has 25 hours in Berlin.
    expect(dayAt(Date.UTC(2025, 9, 25, 22))).to.equal("2025-10-26");
    expect(dayAt(Date.UTC(2025, 9, 26, 22, 59, 59))).to.equal("2025-10-26");
    expect(dayAt(Date.UTC(2025, 9, 26, 23))).to.equal("2025-10-27");
  });

  for (const [timeZone, from, days] of [
    // 23 hours, then 25; in Cairo and Santiago the hour is lost at midnight itself; on Lord Howe it is half an hour.
    ["Europe/Berlin", Date.UTC(2026, 2, 27), 5],
    ["Europe/Berlin", Date.UTC(2026, 9, 23), 5],
    ["Africa/Cairo", Date.UTC(2026, 3, 22), 5],
    ["America/Santiago", Date.UTC(2026, 8, 4), 5],
    ["Australia/Lord_Howe", Date.UTC(2026, 3, 3), 5],
    ["Asia/Shanghai", Date.UTC(2026, 2, 27), 5],
    // Samoa left out a whole day.
    ["Pacific/Apia", Date.UTC(2011, 11, 28), 5],
  ] as const) {
    it(`turns its day once each midnight, and its week on Mondays alone: ${timeZone} from ${new Date(from).toISOString()}`, () => {
      const steps = Array.from({ length: days * 96 }, (_, quarter) => {
        const now = from + quarter * 15 * minute;
        const { personDay, personWeek } = budgetKeys({ ...of, timeZone, now });
        return { day: personDay.split("|")[3] ?? "", week: personWeek.split("|")[3] ?? "", now };
      });
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short" });
      for (const [index, step] of steps.slice(1).entries()) {
        const before = steps[index];
        expect(step.day >= (before?.day ?? ""), `${new Date(step.now).toISOString()}`).to.equal(true);
        if (step.week !== before?.week) expect(clock.format(step.now)).to.equal("Mon");
      }
      const turns = new Set(steps.map(({ day }) => day)).size - 1;
      expect(turns).to.be.within(days - 1, days);
    });
  }

  it("is of a department where the person belongs to one, and of no customer where nobody knows one", () => {
    expect(budgetKeys({ ...of, departmentIds: ["z", "a"], customerId: null })).to.include({
      teamMonth: "team-month|s/a|CNY|2026-11",
      customer: null,
    });
  });

  it("has a team's month in parts, one a person, that lie side by side among the keys", () => {
    const { teamMonth, teamShare } = budgetKeys(of);
    const [from, until] = sharesOf(teamMonth);
    expect(teamShare >= from && teamShare < until).to.equal(true);
    expect(wholeOf(teamShare)).to.equal(teamMonth);
    expect(wholeOf(teamMonth)).to.equal(teamMonth);
    const { personDay } = budgetKeys(of);
    expect(wholeOf(personDay)).to.equal(personDay);
  });

  it("has its longest key within what a key column holds", () => {
    const uuid = "0190a1b2-0000-7000-8000-000000000000";
    const keys = budgetKeys({
      ...of,
      storefrontId: uuid,
      personId: uuid,
      departmentIds: [uuid],
      customerId: uuid,
    });
    for (const key of allKeys(keys)) expect(key).to.have.lengthOf.at.most(191);
  });

  it("moves from reserved to committed, or back", () => {
    const draw = { remedyId: "r", attempt: 2, amountMinor: 70 };
    const reserved = reserve(empty, draw, moment);
    expect(reserved.budget).to.deep.equal({ ...empty, reservedMinor: 70, reservedCount: 1 });
    expect(moveOf(reserved)).to.deep.equal({
      id: "move",
      budgetId: "budget",
      remedyId: "r",
      attempt: 2,
      kind: "reserve",
      amountMinor: 70,
      at: 5,
    });
    expect(commitReserved(reserved.budget, draw, moment).budget).to.deep.equal({
      ...empty,
      committedMinor: 70,
      committedCount: 1,
    });
    expect(giveBack(reserved.budget, draw, moment).budget).to.deep.equal(empty);
  });

  it("counts what was spent without asking", () => {
    const draw = { remedyId: "r", attempt: 1, amountMinor: 70 };
    const { budget } = bookOverrun(
      giveBack(reserve(empty, draw, moment).budget, draw, moment).budget,
      draw,
      moment,
    );
    expect(usedMinor(budget)).to.equal(70);
    expect(usedMinor(null)).to.equal(0);
  });

  it("never gives more than was put in", () => {
    const draw = { remedyId: "r", attempt: 1, amountMinor: 70 };
    expect(() => giveBack(empty, draw, moment)).to.throw("does not fit");
    expect(() => commitReserved(empty, draw, moment)).to.throw("does not fit");
    for (const amountMinor of [0, -1, 0.5, Number.NaN]) {
      expect(() => reserve(empty, { ...draw, amountMinor }, moment)).to.throw("does not fit");
    }
  });

  it("is the sum of its moves and never negative, however draws interleave", () => {
    type Step = { amountMinor: number; nth: number; end: "commit" | "give_back" | "overrun" | null };
    const steps = fc.array(
      fc.record<Step>({
        amountMinor: fc.integer({ min: 1, max: 1000 }),
        nth: fc.nat(),
        end: fc.constantFrom(null, "commit", "give_back", "overrun"),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (taken) => {
        let budget = empty;
        const moves: BudgetMoveRow[] = [];
        const open: Draw[] = [];
        const gone: Draw[] = [];
        const note = (drawn: Drawn) => {
          budget = drawn.budget;
          moves.push(moveOf(drawn));
        };
        for (const [index, { amountMinor, nth, end }] of taken.entries()) {
          if (end === null) {
            const draw = { remedyId: `r${index}`, attempt: 1, amountMinor };
            note(reserve(budget, draw, moment));
            open.push(draw);
          } else if (end === "overrun") {
            const [late] = gone.splice(nth % Math.max(1, gone.length), 1);
            if (late !== undefined) note(bookOverrun(budget, late, moment));
          } else {
            const [draw] = open.splice(nth % Math.max(1, open.length), 1);
            if (draw === undefined) continue;
            note((end === "commit" ? commitReserved : giveBack)(budget, draw, moment));
            if (end === "give_back") gone.push(draw);
          }
          const sum = (...kinds: BudgetMoveRow["kind"][]) =>
            moves
              .filter((each) => kinds.includes(each.kind))
              .reduce((all, each) => all + each.amountMinor, 0);
          expect(budget.reservedMinor).to.equal(sum("reserve") - sum("commit") - sum("give_back"));
          expect(budget.committedMinor).to.equal(sum("commit", "overrun"));
          expect(budget.reservedMinor).to.equal(open.reduce((all, each) => all + each.amountMinor, 0));
          expect(budget.committedMinor).to.be.at.least(0);
        }
      }),
    );
  });
});
