import { missingServers } from "../support/servers.ts";
import type { Measurement } from "./figure.ts";
import { openFrontline } from "./frontline-load.ts";
import { type Load, loadWith, type Pair } from "./pairs.ts";
import { openRelay } from "./relay.ts";

const pairCount = 32;
const runs = 3;
const measuredMs = 4000;
const warmUpMs = 1000;

/** One run of each, in turn, so that whatever else the machine does meets them alike. */
async function alternate(frontline: readonly Pair[], relay: readonly Pair[]) {
  const full: Load[] = [];
  const bare: Load[] = [];
  for (let count = 0; count < runs; count++) {
    bare.push(await loadWith(relay, measuredMs, warmUpMs));
    full.push(await loadWith(frontline, measuredMs, warmUpMs));
  }
  return { full, bare };
}

async function measure(engine: "embedded" | "services"): Promise<Measurement[]> {
  const relay = await openRelay();
  const bridges = await Promise.all(
    Array.from({ length: pairCount }, (_, index) => relay.openPair(`pair ${index}`)),
  );
  const frontline = await openFrontline(engine, pairCount);
  try {
    const { full, bare } = await alternate(frontline.pairs, bridges);
    const figure = (name: string, unit: string, of: keyof Load): Measurement => ({
      name: `${name}, ${engine}`,
      unit,
      values: full.map((load) => load[of]),
      reference: { name: "bare Socket.IO without a database", values: bare.map((load) => load[of]) },
    });
    return [
      figure(`messages with commit, ${pairCount} pairs`, "messages/s", "perSecond"),
      figure("shopper to agent, median", "ms", "p50"),
      figure("shopper to agent, p99", "ms", "p99"),
    ];
  } finally {
    await frontline.close();
    for (const pair of bridges) pair.close();
    relay.close();
  }
}

export async function run(): Promise<Measurement[]> {
  const embedded = await measure("embedded");
  if ((await missingServers()).length > 0) return embedded;
  return [...embedded, ...(await measure("services"))];
}
