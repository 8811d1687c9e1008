import { Avatar, Tooltip } from "@mantine/core";
import { Face } from "../shell/face.tsx";
import { useLanguage } from "../text/language.tsx";
import classes from "./conversation.module.css";

/** Who else has this ticket open. */
export function Lookers({ people }: { people: { id: string; name: string }[] }) {
  const { t, list } = useLanguage();
  if (people.length === 0) return null;
  const names = t.conversation.looking(list(people.map(({ name }) => name)));
  return (
    <Tooltip label={names}>
      <div className={classes.lookers} role="img" aria-label={names}>
        <Avatar.Group spacing="xs">
          {people.slice(0, 3).map(({ id, name }) => (
            <Face key={id} name={name} size={26} />
          ))}
        </Avatar.Group>
      </div>
    </Tooltip>
  );
}
