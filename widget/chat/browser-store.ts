import type { Pending } from "../../backend/contract/command-outbox.ts";
import type { Locale } from "../../backend/contract/vocabulary.ts";
import { forgetStored, recordKey } from "../shell.ts";
import { newId } from "./new-id.ts";

/** As the helpdesk answered when the session was asked for. */
export interface Session {
  bearer: string;
  shopper: { name: string | null; isVerified: boolean };
  /** Why the shop's token was not taken; the chat is anonymous then. */
  rejected: string | null;
  storefront: { name: string; accent: string; position: "left" | "right"; locale: Locale };
}

/** What this browser remembers of one storefront. */
export interface BrowserRecord {
  session: Session | null;
  /** When the session was last asked for. */
  askedAt: number;
  /** Whom the shop's token named, while the session is theirs. */
  subject: string | null;
  /** Read by the loader: a conversation is open, so the chat is worth fetching before the click. */
  isTalking: boolean;
}

export type BrowserStore = ReturnType<typeof openBrowserStore>;

/** The page's storage where it may be used, and memory where it may not (private windows, strict settings, full). */
export function openBrowserStore(key: string) {
  const memory = new Map<string, string>();
  const name = (part: string) => (part === "" ? recordKey(key) : `${recordKey(key)}:${part}`);

  function read(part: string): string | null {
    const kept = memory.get(name(part));
    if (kept !== undefined) return kept;
    try {
      return localStorage.getItem(name(part));
    } catch {
      return null;
    }
  }

  function write(part: string, value: string | null) {
    memory.delete(name(part));
    try {
      if (value === null) localStorage.removeItem(name(part));
      else localStorage.setItem(name(part), value);
    } catch {
      if (value !== null) memory.set(name(part), value);
    }
  }

  /** Another version of this program, or somebody's extension, may have written nonsense. */
  function parsed(part: string): unknown {
    try {
      return JSON.parse(read(part) ?? "null");
    } catch {
      return null;
    }
  }

  function record(): BrowserRecord {
    const { session, askedAt, subject, isTalking } = (parsed("") ?? {}) as Partial<BrowserRecord>;
    return {
      session: typeof session?.bearer === "string" ? session : null,
      askedAt: Number(askedAt) || 0,
      subject: typeof subject === "string" ? subject : null,
      isTalking: isTalking === true,
    };
  }

  return {
    record,
    bearer: () => record().session?.bearer ?? null,
    keep(change: Partial<BrowserRecord>) {
      const text = JSON.stringify({ ...record(), ...change });
      if (text !== read("")) write("", text);
    },
    outbox: {
      load(): Pending[] {
        const list = parsed("outbox");
        return Array.isArray(list) ? list.filter((each) => typeof each?.id === "string") : [];
      },
      save: (list: Pending[]) => write("outbox", list.length === 0 ? null : JSON.stringify(list)),
    },
    draft: (lane: string) => read(`draft:${lane}`) ?? "",
    keepDraft: (lane: string, text: string) => write(`draft:${lane}`, text === "" ? null : text),
    /** The lane of the next conversation: the same until it is used, so that its draft is found again. */
    nextLane(): string {
      const lane = read("next") ?? `new:${newId()}`;
      write("next", lane);
      return lane;
    },
    takeLane(lane: string) {
      if (read("next") === lane) write("next", null);
    },
    /** Somebody else uses this browser now. */
    forgetAll() {
      memory.clear();
      forgetStored(key);
    },
    /** Another tab of this browser has changed what waits to be sent, or has forgotten who was here. */
    onOtherTab(told: { outbox(): void; forgotten(): void }) {
      addEventListener("storage", ({ key: changed, newValue }) => {
        if (changed === name("outbox")) told.outbox();
        if (changed === name("") && newValue === null) told.forgotten();
      });
    },
  };
}
