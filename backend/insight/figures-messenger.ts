import type { Messenger } from "../contract/figures.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Bucket } from "./figures-period.ts";
import {
  type Clause,
  escalationCut,
  escalationsIn,
  remediesIn,
  remedyCut,
  type Scope,
} from "./figures-scope.ts";

export const noMessenger = (): Messenger => ({ cases: 0, carried: 0, asked: 0, relayed: 0, chased: 0 });

export const addMessenger = (a: Messenger, b: Messenger): Messenger => ({
  cases: a.cases + b.cases,
  carried: a.carried + b.carried,
  asked: a.asked + b.asked,
  relayed: a.relayed + b.relayed,
  chased: a.chased + b.chased,
});

/**
 * Whether the shopper wrote again while an answer was out; looks at the lines of that one ticket alone. Counted, because
 * MariaDB turns EXISTS into a join that may begin with all lines there are.
 */
function chasedWhile(of: { ticketId: string; from: string; until: string }): string {
  return (
    `(SELECT COUNT(*) FROM \`entries\` n WHERE n.\`ticketId\` = ${of.ticketId} AND n.\`kind\` = 'message.sent' ` +
    `AND n.\`byKind\` = 'shopper' AND n.\`at\` > ${of.from} AND (${of.until} IS NULL OR n.\`at\` < ${of.until})) > 0`
  );
}

export const chasedRequest = chasedWhile({
  ticketId: "r.`ticketId`",
  from: "r.`createdAt`",
  until: "r.`answeredAt`",
});
export const chasedEscalation = chasedWhile({
  ticketId: "e.`ticketId`",
  from: "e.`openedAt`",
  until: "e.`endedAt`",
});

/** One row per remedy and per escalation of the week. */
function eventsIn(scope: Scope, bucket: Bucket, cut: { remedy: string; escalation: string }): Clause {
  const given = remediesIn(scope, bucket);
  const called = escalationsIn(scope, bucket);
  const isRequest = "r.`because` IS NOT NULL";
  return {
    sql:
      `SELECT r.\`ticketId\`, ${cut.remedy} AS \`cut\`, CASE WHEN ${isRequest} THEN 1 ELSE 0 END AS \`asked\`, ` +
      `0 AS \`relayed\`, CASE WHEN ${isRequest} AND ${chasedRequest} THEN 1 ELSE 0 END AS \`chased\` ` +
      `FROM \`remedies\` r WHERE ${given.sql} UNION ALL ` +
      `SELECT e.\`ticketId\`, ${cut.escalation}, 0, 1, CASE WHEN ${chasedEscalation} THEN 1 ELSE 0 END ` +
      `FROM \`escalations\` e WHERE ${called.sql}`,
    parameters: [...given.parameters, ...called.parameters],
  };
}

type Row = Record<"asked" | "relayed" | "chased" | "cases" | "carried", number | string> & { cut: string };

async function readCases(reader: Reader, events: Clause): Promise<Map<string, Messenger>> {
  const rows = await reader.sql<Row>(
    "SELECT c.`cut`, COUNT(*) AS `cases`, SUM(CASE WHEN c.`asked` + c.`relayed` > 0 THEN 1 ELSE 0 END) AS `carried`, " +
      "SUM(c.`asked`) AS `asked`, SUM(c.`relayed`) AS `relayed`, SUM(c.`chased`) AS `chased` FROM (" +
      "SELECT v.`ticketId`, v.`cut`, MAX(v.`asked`) AS `asked`, MAX(v.`relayed`) AS `relayed`, MAX(v.`chased`) AS `chased` " +
      `FROM (${events.sql}) v GROUP BY v.\`ticketId\`, v.\`cut\`) c GROUP BY c.\`cut\``,
    events.parameters,
  );
  return new Map(
    rows.map(({ cut, cases, carried, asked, relayed, chased }) => [
      cut,
      {
        cases: Number(cases),
        carried: Number(carried),
        asked: Number(asked),
        relayed: Number(relayed),
        chased: Number(chased),
      },
    ]),
  );
}

export function readMessenger(reader: Reader, scope: Scope, bucket: Bucket): Promise<Map<string, Messenger>> {
  const cut = { remedy: remedyCut(scope), escalation: escalationCut(scope) };
  return readCases(reader, eventsIn(scope, bucket, cut));
}

/** A case counts once, although two agents, or two reasons, have had to do with it. */
export async function readMessengerTotal(reader: Reader, scope: Scope, bucket: Bucket): Promise<Messenger> {
  const found = await readCases(reader, eventsIn(scope, bucket, { remedy: "''", escalation: "''" }));
  return found.get("") ?? noMessenger();
}
