import { Kbd } from "@mantine/core";
import { useLanguage } from "../text/language.tsx";
import classes from "./keys.module.css";

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const names: Record<string, string> = {
  mod: isMac ? "⌘" : "Ctrl",
  Enter: "↵",
  shift: "⇧",
  alt: isMac ? "⌥" : "Alt",
  Escape: "Esc",
};

const cap = (key: string) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** Keys as caps; the plain form is what a screen reader says. */
export function KeyCaps({ keys }: { keys: string }) {
  const { t } = useLanguage();
  const strokes = keys.split(" ");
  return (
    <span className={classes.caps}>
      {strokes.map((stroke, index) => (
        <span key={stroke} className={classes.stroke}>
          {index > 0 && <span className={classes.then}>{t.keys.followedBy}</span>}
          {stroke.split("+").map((key) => (
            <Kbd key={key} size="xs">
              {cap(key)}
            </Kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

/** The key of a button's act, small, inside the button. Not read aloud: the button's name is what it does. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden className={classes.hint}>
      {keys
        .split("+")
        .map(cap)
        .join(isMac ? "" : "+")}
    </span>
  );
}
