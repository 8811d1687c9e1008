/** @jsxImportSource preact */

import { useHereLater } from "../views/context.ts";
import { LinkedText } from "../views/linked-text.tsx";
import type { EntryOf } from "../views/timeline-items.ts";
import { reasonWords, wishWords } from "./names.ts";
import { Photos } from "./photos.tsx";

export function ClaimCard({ entry }: { entry: EntryOf<"claim.filed"> }) {
  const { say, format } = useHereLater();
  const { body } = entry;
  return (
    <section class="card claim" aria-label={`${say("claim")}, ${format.moment(entry.at)}`}>
      <p class="eyebrow">
        {say("claim")} · {say("order", { number: body.orderNumber })}
      </p>
      <h3>{say(reasonWords[body.reason])}</h3>
      <ul>
        {body.lines.map((line) => (
          <li key={line.title}>{say("items", { count: line.quantity, title: line.title })}</li>
        ))}
      </ul>
      {body.words !== "" && (
        <p class="quote">
          <LinkedText text={body.words} />
        </p>
      )}
      {body.photos.length > 0 && <Photos photos={body.photos} />}
      <p class="foot">
        <span>{say("wants", { wish: say(wishWords[body.wish]) })}</span>
        <time dateTime={new Date(entry.at).toISOString()}>{format.time(entry.at)}</time>
      </p>
    </section>
  );
}
