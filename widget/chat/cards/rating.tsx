/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { ratingWordsLimit } from "../limits.ts";
import type { AnyWord } from "../say.ts";
import { useHereLater } from "../views/context.ts";

const scores = [1, 2, 3, 4, 5] as const;
const labels: AnyWord[] = ["rate1", "rate2", "rate3", "rate4", "rate5"];
/** From a frown to a broad smile: the mouth's curve. */
const mouths = [
  "M8 16.5q4-4 8 0",
  "M8.5 16q3.5-2 7 0",
  "M8.5 15.5h7",
  "M8.5 15q3.5 2.4 7 0",
  "M7.8 14.2q4.2 5 8.4 0z",
];

interface RatingProps {
  ticketId: string;
  rating: { score: number; words: string } | null;
}

/** One tap rates; a sentence may follow. Rating again replaces it. */
export function Rating({ ticketId, rating }: RatingProps) {
  const { app, say } = useHereLater();
  const [tapped, setTapped] = useState<number | null>(null);
  const [words, setWords] = useState("");
  const [isSaved, setSaved] = useState(false);
  const score = tapped ?? rating?.score ?? null;

  function rate(chosen: number, sentence: string) {
    setTapped(chosen);
    app.give("ticket.rate", { ticketId, score: chosen, words: sentence }, ticketId);
  }

  return (
    <section class="card rating" aria-label={say("rateTitle")}>
      <h3>{score === null ? say("rateTitle") : say("rateThanks")}</h3>
      <fieldset class="faces">
        <legend class="hidden">{say("rateTitle")}</legend>
        {scores.map((each, index) => (
          <button
            key={each}
            type="button"
            class={each === score ? "chosen" : ""}
            aria-pressed={each === score}
            aria-label={say(labels[index] ?? "rate3")}
            title={say(labels[index] ?? "rate3")}
            onClick={() => rate(each, words.trim() || (rating?.words ?? ""))}
          >
            <svg
              viewBox="0 0 24 24"
              fill="none"
              stroke="currentColor"
              stroke-width="1.6"
              stroke-linecap="round"
              stroke-linejoin="round"
              aria-hidden="true"
            >
              <circle cx="12" cy="12" r="9.2" />
              <path d="M9 9.6v.4M15 9.6v.4" stroke-width="2.2" />
              <path d={mouths[index]} />
            </svg>
          </button>
        ))}
      </fieldset>
      {score !== null && !isSaved && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (words.trim() === "") return;
            rate(score, words.trim());
            setSaved(true);
          }}
        >
          <label for="rating-words">{say("rateWords")}</label>
          <textarea
            id="rating-words"
            rows={2}
            maxLength={ratingWordsLimit}
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
          <button type="submit" class="quiet" disabled={words.trim() === ""}>
            {say("rateSend")}
          </button>
        </form>
      )}
      {isSaved && <p role="status">{say("rateSaved")}</p>}
    </section>
  );
}
