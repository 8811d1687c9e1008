import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

/**
 * `npm run test:protocol [-- --url URL --key=KEY [--origin ORIGIN] [--email EMAIL --password PASSWORD]]`: the protocol of
 * backend/edge/sockets/README.md, tried on whatever answers at URL. `origin` is a page that may use the storefront's
 * key. Without an admin's sign-in only the shopper's side is tried; with one, a department and a few people are made.
 * Without URL the suite starts an application of its own.
 */
const names = ["url", "key", "origin", "email", "password"] as const;
const option = { type: "string" } as const;
const { values } = parseArgs({
  options: { url: option, key: option, origin: option, email: option, password: option },
});
if (values.url !== undefined && values.key === undefined) {
  console.error("--url needs the --key of a storefront there");
  process.exit(2);
}
const given = names.flatMap((name) =>
  values[name] === undefined ? [] : [[`PROTOCOL_${name.toUpperCase()}`, values[name]] as const],
);
// An installation of somebody else's does not hang up on the clients that a test has left behind, as one's own does when
// it stops: they must not keep the process.
const mocha = ["node_modules/mocha/bin/mocha.js", "--exit", "--timeout", "60000"];
const child = spawn(process.execPath, [...mocha, "test/protocol/suite/**/*.test.ts"], {
  stdio: "inherit",
  env: { ...process.env, ...Object.fromEntries(given) },
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
