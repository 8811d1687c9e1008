import type { Locale } from "../backend/contract/vocabulary.ts";

/** What the shop's page may tell of why the shopper writes. */
export interface SceneContext {
  orderNumber?: string;
  productSku?: string;
  scene?: string;
}

/** What the shop's page may listen to, with what is handed to the listener. */
export interface ShellEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  message: { ticketId: string; from: string; text: string };
  unread: number;
  "identity-rejected": string;
}

/** `window.Frontline`, and what a page may queue before the script has loaded. */
export interface Frontline {
  /** Says who the shopper is by a token that the shop's server has signed; null forgets them. */
  identify(token: string | null): void;
  open(): void;
  close(): void;
  on<E extends keyof ShellEvents>(event: E, listener: (detail: ShellEvents[E]) => void): void;
  setContext(context: SceneContext): void;
}

/** What the loader hands to the chat. */
export interface Shell {
  /** Of the helpdesk. */
  origin: string;
  key: string;
  root: ShadowRoot;
  host: HTMLElement;
  launcher: HTMLButtonElement;
  locale: Locale;
  position: "left" | "right" | null;
  accent: string | null;
  /** `undefined` while the page has not said who the shopper is. */
  token: string | null | undefined;
  context: SceneContext;
  emit<E extends keyof ShellEvents>(event: E, detail: ShellEvents[E]): void;
  setAccent(accent: string): void;
  setPosition(position: "left" | "right"): void;
  setUnread(count: number): void;
  setOpen(isOpen: boolean): void;
}

/** What the chat hands to the loader. */
export interface Chat {
  open(): void;
  close(): void;
  identify(token: string | null): void;
}

/** The one record that says whether a conversation is open in this browser; the loader only reads it. */
export const recordKey = (key: string) => `frontline:${key}`;

/** Whether what this browser keeps is a person's, whom the shop has named. */
export function isSomebodys(key: string): boolean {
  try {
    return localStorage.getItem(recordKey(key))?.includes('"subject":"') ?? false;
  } catch {
    return false;
  }
}

/** Somebody else uses this browser now: nothing of one storefront stays in its storage. */
export function forgetStored(key: string): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name === recordKey(key) || name.startsWith(`${recordKey(key)}:`)) localStorage.removeItem(name);
    }
  } catch {
    // Storage is forbidden here, so there is nothing in it.
  }
}
