import { Button, Menu } from "@mantine/core";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { IconPlus } from "../../shell/icons.tsx";
import { useLanguage } from "../../text/language.tsx";
import { withNewSchedule } from "./evidence-phrases.ts";
import classes from "./rules.module.css";
import { type PhraseName, phrasesFor } from "./sentence.ts";
import type { Phrase } from "./slots.ts";

interface Props {
  rule: PolicyRule;
  ruleName: string;
  timeZone: string;
  onChange(rule: PolicyRule): void;
  /** A phrase has come into the sentence: its field is the next thing one wants. */
  onAdded(phrase: string): void;
}

/** What else the sentence could say, a tick before what it says already. */
export function PhraseMenus({ rule, ruleName, timeZone, onChange, onAdded }: Props) {
  const { t } = useLanguage();
  const offered = phrasesFor(rule);
  const names = t.workbench.rule.groups;

  function toggle(phrase: Phrase<PhraseName>) {
    if (phrase.isIn(rule)) return onChange(phrase.remove(rule));
    onChange(phrase.add(rule));
    onAdded(phrase.name);
  }
  return (
    <div className={classes.menus} data-menus>
      {(["condition", "cap", "evidence"] as const).map((group) =>
        offered[group].length === 0 ? null : (
          <Menu key={group} position="bottom-start" shadow="md">
            <Menu.Target>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={13} />}
                aria-label={`${ruleName}: ${names[group]}`}
              >
                {names[group]}
              </Button>
            </Menu.Target>
            <Menu.Dropdown className={classes.menu}>
              {offered[group].map((phrase) => (
                <Menu.CheckboxItem
                  key={phrase.name}
                  closeMenuOnClick
                  checked={phrase.isIn(rule)}
                  onChange={() => toggle(phrase)}
                >
                  {t.rules.name[phrase.name]}
                </Menu.CheckboxItem>
              ))}
            </Menu.Dropdown>
          </Menu>
        ),
      )}
      {rule.effect.kind === "grant" && (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPlus size={13} />}
              aria-label={`${ruleName}: ${names.schedule}`}
            >
              {names.schedule}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={classes.menu}>
            <Menu.Item
              onClick={() => {
                const label = t.workbench.rule.peak;
                const id = crypto.randomUUID();
                onChange(withNewSchedule(rule, { id, label, now: Date.now(), timeZone }));
                onAdded("schedule");
              }}
            >
              {t.workbench.rule.newSchedule}
            </Menu.Item>
            {rule.schedules.map(({ id, label }) => (
              <Menu.Item
                key={id}
                onClick={() =>
                  onChange({ ...rule, schedules: rule.schedules.filter((each) => each.id !== id) })
                }
              >
                {t.workbench.rule.endSchedule(label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
