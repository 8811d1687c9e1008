import { isColour, textOn } from "../accent.ts";
import {
  type Chat,
  type Frontline,
  forgetStored,
  isSomebodys,
  recordKey,
  type Shell,
  type ShellEvents,
} from "../shell.ts";
import css from "./launcher.css";

/** On every page of the shop: draws the button, and fetches nothing until somebody wants to talk. */
declare global {
  interface Window {
    Frontline?: Frontline;
    FrontlineQueue?: { push(...calls: QueuedCall[]): unknown } | QueuedCall[];
  }
}
type QueuedCall = [keyof Frontline, ...unknown[]];

const words = {
  en: {
    open: "Chat with us",
    close: "Close the chat",
    unread: "unread",
    failed: "Could not load. Try again",
  },
  "zh-CN": { open: "联系客服", close: "关闭聊天", unread: "条未读", failed: "加载失败，请重试" },
};
const bubble =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M20.5 11.5a8 8 0 0 1-8.2 7.8 9 9 0 0 1-3-.5L4.5 20l1.2-3.7a7.4 7.4 0 0 1-1.7-4.8 8 8 0 0 1 8.3-7.8 8 8 0 0 1 8.2 7.8z"/><path d="M9 11.6h.01M12.3 11.6h.01M15.6 11.6h.01" stroke-width="2.4"/></svg>';
const cross =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="m6 9.5 6 6 6-6"/></svg>';

function start(script: HTMLScriptElement) {
  const { storefront: key = "", accent = "", position, locale: wanted } = script.dataset;
  const origin = new URL(script.src).origin;
  const language = wanted || document.documentElement.lang || navigator.language;
  const locale = /^zh/i.test(language) ? "zh-CN" : "en";
  const say = words[locale];

  const host = document.createElement("div");
  host.id = "frontline";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = `<button class="launcher" type="button" aria-haspopup="dialog" aria-expanded="false"><span></span><span class="badge" aria-hidden="true" hidden></span></button>`;
  const [launcher, icon, badge] = root.querySelectorAll("*") as unknown as [
    HTMLButtonElement,
    HTMLElement,
    HTMLElement,
  ];

  const listeners: { [event: string]: ((detail: never) => void)[] } = {};
  let unread = 0;
  let isOpen = false;
  let chat: Promise<Chat> | null = null;

  function label() {
    launcher.ariaLabel = isOpen ? say.close : unread > 0 ? `${say.open} (${unread} ${say.unread})` : say.open;
    launcher.ariaExpanded = String(isOpen);
    icon.innerHTML = isOpen ? cross : bubble;
    badge.hidden = unread === 0 || isOpen;
    badge.textContent = unread > 9 ? "9+" : String(unread);
  }

  const shell: Shell = {
    origin,
    key,
    root,
    host,
    launcher,
    locale,
    position: position === "left" || position === "right" ? position : null,
    accent: isColour(accent) ? accent : null,
    token: undefined,
    context: {},
    emit(event, detail) {
      for (const listener of listeners[event] ?? []) (listener as (d: typeof detail) => void)(detail);
    },
    setAccent(colour) {
      host.style.setProperty("--accent", colour);
      host.style.setProperty("--on-accent", textOn(colour));
    },
    setPosition(side) {
      host.dataset.position = side;
    },
    setUnread(count) {
      if (count !== unread) shell.emit("unread", count);
      unread = count;
      label();
    },
    setOpen(now) {
      isOpen = now;
      label();
    },
  };

  function load(): Promise<Chat> {
    launcher.ariaBusy = "true";
    chat ??= (import(`${origin}/widget/${CHAT_FILE}`) as Promise<{ start(shell: Shell): Promise<Chat> }>)
      .then((module) => module.start(shell))
      .catch((error) => {
        chat = null;
        launcher.ariaLabel = say.failed;
        badge.hidden = false;
        badge.textContent = "!";
        launcher.title = say.failed;
        throw error;
      })
      .finally(() => {
        launcher.ariaBusy = null;
      });
    return chat;
  }
  const withChat = (act: (loaded: Chat) => void) => void load().then(act, console.warn);

  const frontline: Frontline = {
    identify(token) {
      shell.token = token;
      if (chat !== null) withChat((loaded) => loaded.identify(token));
      // They have signed out, and the chat may never be loaded on this page: their conversation ends here and now.
      else if (token === null && isSomebodys(key)) forgetStored(key);
    },
    open: () => withChat((loaded) => loaded.open()),
    close() {
      if (chat !== null) withChat((loaded) => loaded.close());
    },
    on(event: keyof ShellEvents, listener: (detail: never) => void) {
      listeners[event] = [...(listeners[event] ?? []), listener];
    },
    setContext(context) {
      shell.context = context;
    },
  };

  launcher.onclick = () => (isOpen ? frontline.close() : frontline.open());
  if (shell.accent !== null) shell.setAccent(shell.accent);
  if (shell.position !== null) shell.setPosition(shell.position);
  label();
  document.body.append(host);

  const run = ([name, ...rest]: QueuedCall) => (frontline[name] as (...given: unknown[]) => void)(...rest);
  const queued = window.FrontlineQueue;
  window.Frontline = frontline;
  window.FrontlineQueue = { push: (...calls: QueuedCall[]) => calls.forEach(run) };
  if (Array.isArray(queued)) queued.forEach(run);

  // A conversation is open in this browser: its unread lines are worth a connection.
  let record: string | null = null;
  try {
    record = localStorage.getItem(recordKey(key));
  } catch {
    // Storage is forbidden here; the chat works without.
  }
  if (record?.includes('"isTalking":true')) setTimeout(() => void load().catch(console.warn), 1200);
  shell.emit("ready", undefined);
}

const script = document.currentScript as HTMLScriptElement | null;
if (script !== null && window.Frontline === undefined) {
  if (document.body) start(script);
  else document.addEventListener("DOMContentLoaded", () => start(script));
}
