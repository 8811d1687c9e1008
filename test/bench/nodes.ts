import type { Measurement } from "./figure.ts";
import { openLivePair } from "./live-pair.ts";
import { type Load, loadWith } from "./pairs.ts";
import { type BenchPlace, fillPlace, makeBenchPlace } from "./place.ts";
import { type ProbedProcess, startProbed } from "./probed-process.ts";
import { type Conversation, makeAgentToken, makeConversation } from "./shoppers.ts";
import { startFlags } from "./start-flags.ts";

/**
 * One, two and three nodes on one MariaDB and Redis. With more than one, every shopper is on another node than their
 * agent, so that each line has to pass between nodes. All share this machine's processors, so that messages a second say
 * little; what a message costs in processor time, summed over the nodes, says what passing it on costs.
 */
const rounds = 3;
const nodeCounts = [1, 2, 3] as const;
const pairCount = 24;
const measuredMs = 4000;
const warmUpMs = 1500;
const origin = "https://shop.example";

type NodeCount = (typeof nodeCounts)[number];
type Node = ProbedProcess<{ port: number }>;

interface Filled {
  conversations: Conversation[];
  agentToken: string;
}

interface Run extends Load {
  /** Of all nodes together, per message. */
  processorMsEach: number;
}

async function fill(place: BenchPlace): Promise<Filled> {
  return fillPlace(place, async (make) => {
    const { storefrontId } = await make.makeStorefront({ origins: [origin] });
    const conversations: Conversation[] = [];
    for (let count = 0; count < pairCount; count++)
      conversations.push(await makeConversation(make, storefrontId));
    return { conversations, agentToken: await makeAgentToken(make) };
  });
}

async function measure(nodes: readonly Node[], { conversations, agentToken }: Filled): Promise<Run> {
  const urlOf = (index: number) => `http://127.0.0.1:${nodes[index % nodes.length]?.ready.port}`;
  const pairs = await Promise.all(
    conversations.map((conversation, index) =>
      openLivePair({
        shopperUrl: urlOf(index),
        agentUrl: urlOf(index + 1),
        agentToken,
        conversation,
        origin,
      }),
    ),
  );
  await loadWith(pairs, 0, warmUpMs);
  for (const node of nodes) node.reset();
  const load = await loadWith(pairs, measuredMs, 0);
  const probed = await Promise.all(nodes.map((node) => node.probe()));
  for (const pair of pairs) pair.close();
  const processorMs = probed.reduce((sum, each) => sum + each.processorMs, 0);
  return { ...load, processorMsEach: processorMs / (load.perSecond * (measuredMs / 1000)) };
}

async function runWith(count: NodeCount, place: BenchPlace, filled: Filled): Promise<Run> {
  const nodes: Node[] = [];
  try {
    for (let each = 0; each < count; each++)
      nodes.push(await startProbed<{ port: number }>("node-server.ts", place.environment, startFlags));
    return await measure(nodes, filled);
  } finally {
    for (const node of nodes) await node.end();
  }
}

export async function run(): Promise<Measurement[]> {
  const place = await makeBenchPlace();
  const runs: Record<NodeCount, Run[]> = { 1: [], 2: [], 3: [] };
  try {
    if (place.engine === "embedded") throw new Error("several nodes need MariaDB and Redis");
    const filled = await fill(place);
    for (let round = 0; round < rounds; round++) {
      for (const count of nodeCounts) runs[count].push(await runWith(count, place, filled));
    }
  } finally {
    await place.remove();
  }
  const values = (count: NodeCount, key: keyof Run) => runs[count].map((each) => each[key]);
  const figure = (count: 2 | 3, name: string, unit: string, key: keyof Run): Measurement => ({
    name: `${name}, ${count} nodes`,
    unit,
    values: values(count, key),
    reference: { name: "1 node", values: values(1, key) },
  });
  const passing = (count: 2 | 3): Measurement => ({
    name: `processor time of passing a message on, ${count} nodes`,
    unit: "ms",
    values: runs[count].map(({ processorMsEach }, round) => {
      return processorMsEach - (runs[1][round]?.processorMsEach ?? Number.NaN);
    }),
  });
  return ([2, 3] as const).flatMap((count) => [
    figure(count, "messages with commit on this machine", "messages/s", "perSecond"),
    figure(count, "shopper to agent, median", "ms", "p50"),
    figure(count, "shopper to agent, p99", "ms", "p99"),
    figure(count, "processor time of a message, all nodes", "ms", "processorMsEach"),
    passing(count),
  ]);
}
