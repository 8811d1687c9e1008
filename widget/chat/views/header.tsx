/** @jsxImportSource preact */
import { useHere } from "./context.ts";
import { Icon } from "./icons.tsx";

/** The first letters of a name, or the first sign of a Chinese one. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(name)
    ? [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.charAt(0) ?? "")
    : [...name.trim()].slice(0, 1);
  return letters.join("").toUpperCase();
}

interface HeaderProps {
  title: string;
  sub?: string;
  initials?: string;
  onBack(): void;
}

export function Header({ title, sub, initials, onBack }: HeaderProps) {
  const { app, say } = useHere();
  return (
    <header>
      <button type="button" class="icon" aria-label={say("back")} onClick={onBack}>
        <Icon name="back" />
      </button>
      {initials !== undefined && initials !== "" && (
        <span class="avatar" aria-hidden="true">
          {initialsOf(initials)}
        </span>
      )}
      <div class="names">
        <h2>{title}</h2>
        {sub !== undefined && sub !== "" && <p>{sub}</p>}
      </div>
      <button type="button" class="icon" aria-label={say("close")} onClick={() => app.setOpen(false)}>
        <Icon name="close" />
      </button>
    </header>
  );
}
