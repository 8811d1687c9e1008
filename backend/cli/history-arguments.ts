import { parseArgs } from "node:util";

export interface HistoryArguments {
  cases: number;
  seed: number;
  days: number;
  storefrontKey: string | null;
  isImported: boolean;
  isForced: boolean;
  isRemoval: boolean;
}

/** What is wrong with the arguments, for the person who typed them. */
export class Usage extends Error {
  static readonly text = `npm run demo:history -- [options]

Draws plausible months of cases on the shop's own orders, decides them by its limits and marks them as generated.

  --decisions N      how many cases (10000)
  --days N           over how many days before today (180)
  --seed N           the same seed draws the same past (7)
  --storefront=KEY   which storefront, where there are several
  --imported         not the demo's database but the one that npm run import fills
  --force            also where real shoppers have written
  --remove           takes the history of this seed away again
  --help             this text`;
}

const options = {
  decisions: { type: "string", default: "10000" },
  seed: { type: "string", default: "7" },
  days: { type: "string", default: "180" },
  storefront: { type: "string" },
  imported: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  remove: { type: "boolean", default: false },
  help: { type: "boolean", default: false, short: "h" },
} as const;

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options }).values;
  } catch (error) {
    throw new Usage(`${(error as Error).message}\n\n${Usage.text}`);
  }
}

/** Throws Usage for what it cannot take. */
export function readArguments(given: readonly string[]): HistoryArguments | "help" {
  const values = parse(given);
  if (values.help) return "help";
  const whole = (name: "decisions" | "seed" | "days", most: number) => {
    const text = values[name];
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1 || value > most)
      throw new Usage(`--${name} is a whole number from 1 to ${most}, not "${text}"`);
    return value;
  };
  return {
    cases: whole("decisions", 2_000_000),
    seed: whole("seed", 1_000_000),
    days: whole("days", 700),
    storefrontKey: values.storefront ?? null,
    isImported: values.imported,
    isForced: values.force,
    isRemoval: values.remove,
  };
}
