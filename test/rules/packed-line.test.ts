import { expect } from "chai";
import { type PackedConnection, packedLine } from "../../backend/core/database/packed-line.ts";

/** Answers each statement of a packet with itself, a block as one, and remembers the packets. */
function recording(fails: (packet: string) => boolean = () => false, takesBlocks = false) {
  const packets: string[] = [];
  const connection: PackedConnection = {
    query(packet, _values, done) {
      packets.push(packet);
      const isBlock = packet.startsWith("BEGIN NOT ATOMIC");
      const found = isBlock ? [{}] : packet.split(";").map((sql) => [{ sql }]);
      setImmediate(() =>
        fails(packet)
          ? done(new Error("failed"), undefined)
          : done(null, found.length === 1 ? found[0] : found),
      );
    },
  };
  return { packets, line: packedLine(connection, { takesBlocks }) };
}

const asking = (sql: string, ...parameters: unknown[]) => [{ sql, parameters }];

describe("a packed line to the database", () => {
  it("takes what is asked for in one turn across together, beginning first, and gives each its own answer", async () => {
    const { packets, line } = recording();
    const later = Promise.resolve().then(() => line.run(asking("C")));
    const [a, b, c] = await Promise.all([
      line.run(asking("A")),
      line.run([...asking("B"), ...asking("BB")]),
      later,
    ]);
    expect(packets).to.deep.equal(["START TRANSACTION;A;B;BB;C"]);
    expect([a, b, c]).to.deep.equal([[[{ sql: "A" }]], [[{ sql: "B" }], [{ sql: "BB" }]], [[{ sql: "C" }]]]);
  });

  it("carries a batch in two packets, the commit with the last writes", async () => {
    const { packets, line } = recording();
    await line.run(asking("READ"));
    await line.commit([...asking("WRITE"), ...asking("WRITE TOO")]);
    expect(packets).to.deep.equal(["START TRANSACTION;READ", "WRITE;WRITE TOO;COMMIT"]);
  });

  it("carries a batch that asks nothing as one block, where the server takes blocks", async () => {
    const { packets, line } = recording(undefined, true);
    await line.commit([...asking("WRITE ?", 1), ...asking("WRITE TOO")]);
    expect(packets).to.deep.equal(["BEGIN NOT ATOMIC START TRANSACTION;WRITE 1;WRITE TOO;COMMIT;END"]);
    expect(line.abandon()).to.equal(true);
  });

  it("says no block where something was asked before, or where one would be too long for a packet", async () => {
    const asked = recording(undefined, true);
    await asked.line.run(asking("READ"));
    await asked.line.commit(asking("WRITE"));
    expect(asked.packets).to.deep.equal(["START TRANSACTION;READ", "WRITE;COMMIT"]);
    const long = recording(undefined, true);
    const text = "x".repeat(3_000_000);
    await long.line.commit([...asking("A ?", text), ...asking("B ?", text)]);
    expect(long.packets.map((packet) => packet.replace(/x+/, ""))).to.deep.equal([
      "START TRANSACTION;A ''",
      "B '';COMMIT",
    ]);
  });

  it("fails with a block that fails, and then has something to roll back", async () => {
    const { line } = recording(() => true, true);
    const failed = await line.commit(asking("WRITE")).catch((error: Error) => error.message);
    expect(failed).to.equal("failed");
    expect(line.abandon()).to.equal(true);
  });

  it("lets nothing past it that would be outside of the transaction", async () => {
    const { packets, line } = recording();
    await line.ready();
    expect(packets).to.deep.equal(["START TRANSACTION"]);
    await line.ready();
    expect(packets).to.have.length(1);
  });

  it("begins nothing, and so commits nothing, where nothing was asked for", async () => {
    const { packets, line } = recording();
    await line.commit([]);
    expect(packets).to.deep.equal([]);
    expect(line.abandon()).to.equal(false);
  });

  it("sends nothing more once it is abandoned, so that no lock is taken after the rolling back", async () => {
    const { packets, line } = recording();
    const failed = line.run(asking("LOCK")).catch((error: Error) => error.message);
    expect(line.abandon()).to.equal(false);
    expect(await failed).to.equal("the transaction has ended");
    await new Promise((resolve) => setImmediate(resolve));
    expect(packets).to.deep.equal([]);
    await line.run(asking("READ"));
    expect(line.abandon()).to.equal(true);
  });

  it("quotes every value, whatever stands in it", async () => {
    const { packets, line } = recording();
    await line.run(asking("A ? B ?, ?, ?", "it's; DROP \\ ?", 5, null, ""));
    expect(packets).to.deep.equal(["START TRANSACTION;A 'it\\'s; DROP \\\\ ?' B 5, NULL, ''"]);
  });

  it("sends nothing of which values and places do not match", async () => {
    for (const [sql, ...values] of [["A ?"], ["A ?", 1, 2]] as const) {
      const { packets, line } = recording();
      const failed = await line.run(asking(sql, ...values)).catch((error: Error) => error.message);
      expect(failed).to.match(/more (?:places|values) than (?:places|values)/);
      expect(packets).to.deep.equal([]);
    }
  });

  it("fails all who share a packet that fails", async () => {
    const { line } = recording((packet) => packet.includes("BAD"));
    const results = await Promise.allSettled([line.run(asking("GOOD")), line.run(asking("BAD"))]);
    expect(results.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
  });

  it("splits what would be too long for one packet, in order, with the commit in the last", async () => {
    const { packets, line } = recording();
    await line.run(asking("READ"));
    const long = "x".repeat(3_000_000);
    await line.commit([...asking("A ?", long), ...asking("B ?", long), ...asking("C")]);
    expect(packets.slice(1).map((packet) => packet.replace(/x+/, ""))).to.deep.equal([
      "A ''",
      "B '';C;COMMIT",
    ]);
  });
});
