import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { cup, cups, openScratch, scratchCommand } from "./scratch.ts";

/**
 * Has itself refused as fast as it can until it is killed, each with a record, and says each refusal that it heard on its
 * standard output: `commandId words`. Run by commands/core-refusals.test.ts.
 */
const { databaseUrl } = JSON.parse(process.env.REFUSING_ORDER ?? "") as { databaseUrl: string };
const { run } = await openScratch({ databaseUrl, folder: "", remove: async () => undefined });

const refused = scratchCommand(
  async () => null,
  (_none, input) => {
    const { words } = input as { words: string };
    return {
      refusal: new Refusal("refused_by_rule", { ruleId: newId(), sentence: words }),
      writes: [insert(cups, cup({ shelf: "refused", note: words }))],
    };
  },
);

async function askAgain(): Promise<never> {
  for (;;) {
    const [id, words] = [newId(), newId()];
    const heard: unknown = await run(refused, { words }, id).catch((error: unknown) => error);
    if (!(heard instanceof Refusal)) throw heard;
    process.stdout.write(`${id} ${words}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, askAgain));
