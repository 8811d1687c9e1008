import { validate as isUuid } from "uuid";
import { commands } from "../contract/commands.ts";
import { queries } from "../contract/queries.ts";
import { Refusal, refuse } from "../core/refusal.ts";
import type { Asking, Doors } from "./doors.ts";
import { queryRegistry } from "./query-registry.ts";
import { commandRegistry } from "./registry.ts";

const isOwn = <T extends object>(table: T, name: string): name is Extract<keyof T, string> =>
  Object.hasOwn(table, name);

/** One way from any door to a command: the name is declared, the id is a UUID, guesses are counted. */
export async function callCommand(
  doors: Doors,
  asking: Asking,
  call: { name: unknown; id: unknown; input: unknown },
): Promise<unknown> {
  const { name, id: commandId, input } = call;
  if (typeof name !== "string" || !isOwn(commands, name))
    refuse("unknown_command", { name: String(name).slice(0, 60) });
  if (typeof commandId !== "string" || !isUuid(commandId))
    refuse("malformed", { issues: [{ path: "commandId", message: "must be a UUID" }] });
  const command = commandRegistry[name];
  const { caller } = asking;
  // Staff look orders up all day; only shoppers have anything to guess.
  if (name !== "order.attach" || caller.kind === "person") {
    return doors.execute(command, input, { caller, commandId });
  }
  return doors.limits.orderGuesses.guard(asking, () => doors.execute(command, input, { caller, commandId }));
}

export async function callQuery(
  doors: Doors,
  asking: Asking,
  call: { name: unknown; input: unknown },
): Promise<unknown> {
  const { name } = call;
  if (typeof name !== "string" || !isOwn(queries, name))
    refuse("unknown_command", { name: String(name).slice(0, 60) });
  const query = queryRegistry[name];
  const actor = await doors.loadActor(asking.caller);
  if (!query.who.includes(actor.kind)) {
    throw actor.kind === "anonymous" ? new Refusal("signed_out", {}) : new Refusal("not_allowed", {});
  }
  const parsed = query.input.safeParse(call.input ?? {});
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 20)
      .map(({ path, message }) => ({ path: path.join("."), message }));
    refuse("malformed", { issues });
  }
  return query.read(doors.database.reader, parsed.data, actor, doors.clock.now());
}
