import type { AnyCommand } from "../../backend/core/command.ts";
import { removeHistory, removePeople } from "../../backend/demo/history/remove-history.ts";
import { writeHistory } from "../../backend/demo/history/write-history.ts";
import { makeDemoShop } from "../../backend/demo/make-demo-shop.ts";
import { commandRegistry, internalCommands } from "../../backend/edge/registry.ts";

/** Every command there is, those that only doors, jobs and the demo give included. */
const all = new Map(
  [
    ...Object.values(commandRegistry),
    ...internalCommands,
    ...[makeDemoShop, writeHistory, removeHistory, removePeople],
  ].map((command) => [command.name, command]),
);

export const commandNames = (): string[] => [...all.keys()];

export function commandOf(name: string): AnyCommand {
  const command = all.get(name);
  if (command === undefined) throw new Error(`there is no command ${name}`);
  return command;
}
