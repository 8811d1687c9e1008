import type { Dictionary } from "../text/language.tsx";

export interface Template {
  name: string;
  text: string;
  isOwn: boolean;
}

const key = "frontline.templates";
const most = 50;

function own(): Template[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.map(({ name, text }) => ({ name, text, isOwn: true })) : [];
  } catch {
    return [];
  }
}

/** One's own first, then those that everybody begins with, in the reader's language. */
export const templatesIn = (t: Dictionary): Template[] => [
  ...own(),
  ...Object.values(t.templates).map((each) => ({ ...each, isOwn: false })),
];

export function keepTemplate(name: string, text: string) {
  const kept = [{ name, text }, ...own().filter((each) => each.name !== name)].slice(0, most);
  localStorage.setItem(key, JSON.stringify(kept.map(({ name, text }) => ({ name, text }))));
}

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
