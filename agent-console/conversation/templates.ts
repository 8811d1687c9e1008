import type { Dictionary } from "../text/language.tsx";
import { createStore } from "../wire/store.ts";

export interface Template {
  name: string;
  text: string;
  isOwn: boolean;
}

const key = "frontline.templates";
const most = 50;

type Own = Pick<Template, "name" | "text">;

function stored(): Own[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.map(({ name, text }) => ({ name, text })) : [];
  } catch {
    return [];
  }
}

/** What was kept in this browser, the newest first. */
export const ownTemplates = createStore(stored());

function keep(templates: Own[]) {
  const kept = templates.slice(0, most);
  localStorage.setItem(key, JSON.stringify(kept));
  ownTemplates.set(kept);
}

/** One's own first, then those that everybody begins with, in the reader's language. */
export const templatesIn = (t: Dictionary, own: readonly Own[]): Template[] => [
  ...own.map((each) => ({ ...each, isOwn: true })),
  ...Object.values(t.templates).map((each) => ({ ...each, isOwn: false })),
];

const others = (name: string) => stored().filter((each) => each.name !== name);

export const keepTemplate = (name: string, text: string) => keep([{ name, text }, ...others(name)]);

export const forgetTemplate = (name: string) => keep(others(name));

/** Those that a "/word" at the beginning of a message means; null where it is no such word. */
export function suggested(text: string, templates: Template[]): Template[] | null {
  const word = /^[/／](\S*)$/.exec(text)?.[1]?.toLowerCase();
  return word === undefined
    ? null
    : templates.filter(
        ({ name, text }) => name.toLowerCase().includes(word) || text.toLowerCase().includes(word),
      );
}

export const filled = (template: Template, shopper: string, me: string) =>
  template.text.replaceAll("{name}", shopper).replaceAll("{me}", me);
