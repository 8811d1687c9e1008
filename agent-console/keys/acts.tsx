import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { createStore, type Store } from "../wire/store.ts";
import { isBare, match, spell } from "./key-matching.ts";

/** One thing a person can do here: found by its key, in the palette and on the sheet. */
export interface Act {
  id: string;
  title: string;
  keys: string;
  group: "list" | "ticket" | "go" | "general";
  run(): void;
}

interface Registry {
  acts: Store<Act[]>;
  add(source: symbol, acts: Act[]): void;
  remove(source: symbol): void;
}

const ActsContext = createContext<Registry | null>(null);
const sequenceLastsMs = 1500;
const bareKeysOff = "frontline.bareKeysOff";

export const areBareKeysOn = () => localStorage.getItem(bareKeysOff) === null;
export function turnBareKeys(isOn: boolean) {
  if (isOn) localStorage.removeItem(bareKeysOff);
  else localStorage.setItem(bareKeysOff, "1");
}

function createRegistry(): Registry {
  const acts = createStore<Act[]>([]);
  const sources = new Map<symbol, Act[]>();
  const publish = () => acts.set([...sources.values()].flat());
  return {
    acts,
    add(source, given) {
      sources.set(source, given);
      publish();
    },
    remove(source) {
      sources.delete(source);
      publish();
    },
  };
}

const field = "input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable=true]";
const hasOwnKeys = "[role=menu],[role=listbox],[role=dialog],[aria-modal=true]";
const pressable = "a[href],button,summary,[role=tab],[role=radio],input";

function isForOthers(event: KeyboardEvent, keys: string): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.isComposing || event.defaultPrevented) return true;
  if (target.closest(hasOwnKeys) !== null || document.querySelector("[aria-modal=true]") !== null)
    return true;
  if (!isBare(keys)) return false;
  if (!areBareKeysOn() || target.closest(field) !== null) return true;
  return keys === "Enter" && target.closest(pressable) !== null;
}

export function ActsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createRegistry);
  useEffect(() => {
    let before: { key: string; at: number } | null = null;
    function press(event: KeyboardEvent) {
      if (event.key === "Shift" || event.key === "Control" || event.key === "Meta" || event.key === "Alt")
        return;
      const pressed = spell({
        key: event.key,
        isMod: event.metaKey || event.ctrlKey,
        isShift: event.shiftKey,
        isAlt: event.altKey,
      });
      if (isForOthers(event, pressed)) return;
      const acts = registry.acts.get();
      const open = before !== null && event.timeStamp - before.at < sequenceLastsMs ? before.key : null;
      before = null;
      const matched = match(
        acts.map(({ keys }) => keys),
        open,
        pressed,
      );
      if (matched === null) return;
      event.preventDefault();
      if ("begins" in matched) before = { key: matched.begins, at: event.timeStamp };
      else acts.findLast(({ keys }) => keys === matched.run)?.run();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [registry]);
  return <ActsContext value={registry}>{children}</ActsContext>;
}

export function useRegistry(): Registry {
  const registry = use(ActsContext);
  if (registry === null) throw new Error("useActs outside ActsProvider");
  return registry;
}

/** Offers acts for as long as the screen is there. `run` may change freely; titles and keys re-register. */
export function useActs(acts: Act[]) {
  const registry = useRegistry();
  const latest = useRef(acts);
  latest.current = acts;
  const shape = acts.map(({ id, title, keys }) => `${id}\t${title}\t${keys}`).join("\n");
  // `shape` stands for the acts; what they run is read when it is run.
  useEffect(() => {
    const source = Symbol(shape);
    const stable = latest.current.map((act) => ({
      ...act,
      run: () => latest.current.find(({ id }) => id === act.id)?.run(),
    }));
    registry.add(source, stable);
    return () => registry.remove(source);
  }, [registry, shape]);
}
