/** @jsxImportSource preact */
import { render } from "preact";
import { readable, textOn } from "../accent.ts";
import type { Chat, Shell } from "../shell.ts";
import { adopt } from "./adopt.ts";
import { createChat } from "./chat.ts";
import { makeFormat } from "./format.ts";
import { loadLanguage } from "./say.ts";
import base from "./style/base.css";
import home from "./style/home.css";
import talk from "./style/talk.css";
import { Panel } from "./views/panel.tsx";

/** The grounds on which the accent is written, by scheme; as style/base.css has them. */
const grounds = { light: ["#ffffff", "#f4f4f1"], dark: ["#17181b", "#222428"] };
const defaultAccent = "#1f6f5c";

/** Whatever colour a shop chooses, what is written in it, and on it, can be read. */
function colours(shell: Shell, accent: string) {
  for (const scheme of ["light", "dark"] as const) {
    const fill = readable(accent, grounds[scheme].slice(0, 1), 3);
    shell.host.style.setProperty(`--fill-${scheme}`, fill);
    shell.host.style.setProperty(`--on-fill-${scheme}`, textOn(fill));
    shell.host.style.setProperty(`--ink-${scheme}`, readable(accent, grounds[scheme]));
  }
}

/** Called once by the loader, at the first click. */
export async function start(shell: Shell): Promise<Chat> {
  const language = await loadLanguage(shell.locale);
  for (const css of [base, home, talk]) adopt(shell.root, css);
  const setAccent = shell.setAccent;
  shell.setAccent = (accent) => {
    setAccent(accent);
    colours(shell, accent);
  };
  shell.setAccent(shell.accent ?? defaultAccent);
  const app = createChat(shell);
  const place = document.createElement("div");
  place.lang = shell.locale;
  shell.root.prepend(place);
  render(<Panel app={app} language={language} format={makeFormat(shell.locale)} />, place);
  return {
    open: () => app.setOpen(true),
    close: () => app.setOpen(false),
    identify(token) {
      shell.token = token;
      void app.identify();
    },
  };
}
