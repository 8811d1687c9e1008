import { Button } from "@mantine/core";
import { KeyHint } from "../keys/key-caps.tsx";
import { useLanguage } from "../text/language.tsx";
import classes from "./conversation.module.css";
import type { Template } from "./templates.ts";

interface Props {
  id: string;
  templates: Template[];
  picked: number;
  onHover(index: number): void;
  onPick(template: Template): void;
  onForget(template: Template): void;
}

/** What a "/word" may become. The focus stays in the text; arrows move the choice. */
export function Suggestions({ id, templates, picked, onHover, onPick, onForget }: Props) {
  const { t } = useLanguage();
  const chosen = templates[picked];
  return (
    <div className={classes.suggestions}>
      <div id={id} className={classes.options} role="listbox" aria-label={t.conversation.templates}>
        {templates.map((template, index) => (
          <div
            key={`${template.isOwn}-${template.name}`}
            id={`${id}-${index}`}
            className={classes.suggestion}
            role="option"
            tabIndex={-1}
            aria-selected={index === picked}
            onMouseEnter={() => onHover(index)}
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
      {chosen?.isOwn && (
        <Button
          className={classes.forget}
          size="compact-xs"
          variant="subtle"
          color="gray"
          rightSection={<KeyHint keys="shift+Delete" />}
          onClick={() => onForget(chosen)}
        >
          {t.conversation.forgetTemplate(chosen.name)}
        </Button>
      )}
    </div>
  );
}
