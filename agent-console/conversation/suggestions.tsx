import { useLanguage } from "../text/language.tsx";
import classes from "./conversation.module.css";
import type { Template } from "./templates.ts";

interface Props {
  id: string;
  templates: Template[];
  picked: number;
  onPick(template: Template): void;
}

/** What a "/word" may become. The focus stays in the text; arrows move the choice. */
export function Suggestions({ id, templates, picked, onPick }: Props) {
  const { t } = useLanguage();
  return (
    <div id={id} className={classes.suggestions} role="listbox" aria-label={t.conversation.templates}>
      {templates.map((template, index) => (
        <div
          key={`${template.isOwn}-${template.name}`}
          id={`${id}-${index}`}
          className={classes.suggestion}
          role="option"
          tabIndex={-1}
          aria-selected={index === picked}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(template);
          }}
        >
          <strong>/{template.name}</strong>
          <span>{template.text}</span>
        </div>
      ))}
    </div>
  );
}
