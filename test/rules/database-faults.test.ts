import { expect } from "chai";
import { QueryFailedError } from "typeorm";
import { isDiskFull, isDuplicateKey, isTransient } from "../../backend/core/database/faults.ts";

/** As TypeORM gives on what the driver threw. */
const fault = (given: { errno?: number; code?: string; message?: string }) =>
  new QueryFailedError("INSERT …", [], Object.assign(new Error(given.message ?? "failed"), given));

describe("what a database error means", () => {
  const kindsOf = (error: unknown) => [
    ...(isTransient(error) ? ["repeat"] : []),
    ...(isDuplicateKey(error) ? ["duplicate"] : []),
    ...(isDiskFull(error) ? ["full"] : []),
  ];

  const cases: [string, unknown, string[]][] = [
    ["a deadlock", fault({ errno: 1213, code: "ER_LOCK_DEADLOCK" }), ["repeat"]],
    ["a lock waited for too long", fault({ errno: 1205, code: "ER_LOCK_WAIT_TIMEOUT" }), ["repeat"]],
    ["a connection that was killed", fault({ errno: 1927, code: "ER_CONNECTION_KILLED" }), ["repeat"]],
    ["a server that shuts down", fault({ errno: 1053, code: "ER_SERVER_SHUTDOWN" }), ["repeat"]],
    ["a server that has become read-only", fault({ errno: 1290 }), ["repeat"]],
    ["a lost connection", fault({ code: "PROTOCOL_CONNECTION_LOST" }), ["repeat"]],
    ["a reset connection", Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }), ["repeat"]],
    ["a server that is not there", Object.assign(new Error(""), { code: "ECONNREFUSED" }), ["repeat"]],
    [
      "a statement on a dead connection",
      new Error("Can't add new command when connection is in closed state"),
      ["repeat"],
    ],
    ["a busy SQLite file", fault({ code: "SQLITE_BUSY_SNAPSHOT" }), ["repeat"]],
    ["MySQL's duplicate", fault({ errno: 1062, code: "ER_DUP_ENTRY" }), ["duplicate"]],
    ["SQLite's duplicate", fault({ code: "SQLITE_CONSTRAINT_UNIQUE" }), ["duplicate"]],
    ["SQLite's duplicate key", fault({ code: "SQLITE_CONSTRAINT_PRIMARYKEY" }), ["duplicate"]],
    ["a full disk of SQLite", fault({ code: "SQLITE_FULL" }), ["full"]],
    ["a full disk of MySQL", fault({ errno: 1021, code: "ER_DISK_FULL" }), ["full"]],
    ["a full table", fault({ errno: 1114, code: "ER_RECORD_FILE_FULL" }), ["full"]],
    [
      "a full disk under the engine",
      fault({ errno: 1030, message: 'Got error 28 "No space left on device" from storage engine InnoDB' }),
      ["full"],
    ],
    [
      "a full disk under a file",
      fault({ errno: 1026, message: "Error writing file '/tmp/x' (errno: 28 \"No space left on device\")" }),
      ["full"],
    ],
    ["a full quota", fault({ errno: 3, message: "Error writing file (Errcode: 122)" }), ["full"]],
    ["another error on a file", fault({ errno: 1030, message: "Got error 168 from storage engine" }), []],
    ["a column that is missing", fault({ errno: 1054, code: "ER_BAD_FIELD_ERROR" }), []],
    ["a value that is missing", fault({ code: "SQLITE_CONSTRAINT_NOTNULL" }), []],
    ["a text that is too long", fault({ errno: 1406, code: "ER_DATA_TOO_LONG" }), []],
    ["a bug", new TypeError("x is not a function"), []],
    ["nothing", undefined, []],
  ];
  for (const [title, error, kinds] of cases) {
    it(`${title}: ${kinds.join(", ") || "a bug"}`, () => {
      expect(kindsOf(error)).to.deep.equal(kinds);
    });
  }
});
