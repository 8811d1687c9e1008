import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { ChatApp } from "../chat.ts";
import type { Format } from "../format.ts";
import type { Language, Say, SayAll } from "../say.ts";

export interface Here {
  app: ChatApp;
  language: Language;
  say: Say;
  format: Format;
}

export const HereContext = createContext<Here | null>(null);

/** What scrolls must be reachable by keys, also where nothing in it can be focused. */
export const scrollable = { tabIndex: 0 };

export function useHere(): Here {
  const here = useContext(HereContext);
  if (here === null) throw new Error("used outside of the panel");
  return here;
}

/** For parts that are fetched later: `useLater` has fetched the words before it gives them out. */
export function useHereLater(): Omit<Here, "say"> & { say: SayAll } {
  const here = useHere();
  return { ...here, say: here.say as SayAll };
}

/**
 * A part of the program that is fetched when it is first needed, with the words it says; null until it is here,
 * false when it did not come. `load` must be the same function at every call.
 */
export function useLater<T>(load: () => Promise<T>, isNeeded = true): T | null | false {
  const { language } = useHere();
  const [module, setModule] = useState<T | null | false>(null);
  useEffect(() => {
    if (!isNeeded) return;
    Promise.all([load(), language.later()]).then(
      ([loaded]) => setModule(() => loaded),
      () => setModule(false),
    );
  }, [load, language, isNeeded]);
  return module;
}
