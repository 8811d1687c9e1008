import { engine } from "../support/database.ts";
import { missingServers } from "../support/servers.ts";
import { attack } from "./attack.ts";
import { sizes } from "./sizes.ts";

/**
 * `npm run test:money [-- SEED]`: the whole attack on MariaDB from four processes, in at most three minutes. Prints every
 * count, and ends with 1 where a figure is wrong. TEST_ENGINE=embedded runs it on one SQLite file with one process.
 */
const limitMs = 180_000;
const [seed = String(Date.now() % 100_000)] = process.argv.slice(2);

const limit = setTimeout(() => {
  console.error(`not done within ${limitMs / 1000} s`);
  process.exit(1);
}, limitMs);
const missing = engine === "services" ? await missingServers() : [];
if (missing.length > 0) {
  console.error(`${missing.join(" and ")} did not answer`);
  process.exit(1);
}
const from = Date.now();
console.info(`money under attack on ${engine}, seed ${seed}`);
const { wrong, figures } = await attack({ seed, size: sizes[engine === "services" ? "full" : "long"] });
for (const [name, value] of figures) console.info(`${String(value).padStart(8)}  ${name}`);
for (const each of wrong.slice(0, 50)) console.error(`WRONG  ${each}`);
console.info(`${wrong.length} wrong figures, ${((Date.now() - from) / 1000).toFixed(0)} s, seed ${seed}`);
clearTimeout(limit);
process.exitCode = wrong.length === 0 ? 0 : 1;
